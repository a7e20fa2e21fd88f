using System.Globalization;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Tests.ResolvConf;
using HeadlessDiscovery.Tests.Support;

namespace HeadlessDiscovery.Tests.Lookup;

/// <summary>Services of many pods by SRV records, with and without the addresses of the targets.</summary>
public sealed class ManyTargetsTests
{
    private const string Web = "web.shop.svc.cluster.local.";
    private const string Service = "_http._tcp." + Web;

    private static readonly DnsQuestion Question = new(Service, DnsRecordType.Srv);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("rule", "S-27")]
    public void What_is_allocated_for_targets_with_glue_grows_with_their_number(bool ofOneHost)
    {
        var few = Allocated(500, ofOneHost);
        var many = Allocated(2000, ofOneHost);

        Assert.InRange((double)many / few, 1, 5);
    }

    [Fact]
    [Trait("rule", "S-27")]
    public async Task The_addresses_of_targets_are_kept_for_their_own_TTL()
    {
        // 100 targets with a TTL of 30 and 100 with one of 12, behind records with one of 5.
        var test = new Pods(200, ttlOf: static host => host < 100 ? 30u : 12u);

        Assert.Equal(201, await test.RefreshAsync(0));
        foreach (var queries in (int[])[1, 1, 101, 1, 1, 201])
        {
            Assert.Equal(queries, await test.RefreshAsync(5));
            Assert.Equal(200, test.Last.Peers.Count);
        }
    }

    [Fact]
    [Trait("rule", "S-27")]
    public async Task Only_a_new_target_is_queried_and_one_that_left_is_forgotten()
    {
        var test = new Pods(20, ttlOf: static _ => 300);

        Assert.Equal(21, await test.RefreshAsync(0));
        test.Hosts = [.. Enumerable.Range(1, 20)];
        Assert.Equal(2, await test.RefreshAsync(5));
        test.Hosts = [.. Enumerable.Range(0, 21)];
        Assert.Equal(2, await test.RefreshAsync(5));
        Assert.Equal(21, test.Last.Peers.Count);
    }

    [Fact]
    [Trait("rule", "S-27")]
    public async Task A_target_whose_address_changed_is_seen_after_its_own_TTL()
    {
        var test = new Pods(3, ttlOf: static _ => 12);

        await test.RefreshAsync(0);
        test.Network = "10.2";
        await test.RefreshAsync(11.9);
        Assert.Equal(["10.1.0.0:80", "10.1.0.1:80", "10.1.0.2:80"], test.Last.Peers.Enumerate().Select(peer => peer.ToString()));
        await test.RefreshAsync(0.1);
        Assert.Equal(["10.2.0.0:80", "10.2.0.1:80", "10.2.0.2:80"], test.Last.Peers.Enumerate().Select(peer => peer.ToString()));
    }

    [Theory]
    [InlineData("NXDOMAIN", LookupOutcome.Found)]
    [InlineData("NODATA", LookupOutcome.Found)]
    [InlineData("SERVFAIL", LookupOutcome.Unknown)]
    [InlineData("A:127.0.0.1", LookupOutcome.Found)]
    [Trait("rule", "S-27")]
    public async Task A_denial_or_a_failure_is_not_kept(string word, LookupOutcome outcome)
    {
        var test = new Pods(3, ttlOf: static _ => 30) { WordOfLast = word };

        Assert.True(await test.RefreshAsync(0) > 3);
        Assert.Equal((outcome, 2), (test.Last.Outcome, test.Last.Peers.Count));
        test.WordOfLast = null;
        Assert.Equal(2, await test.RefreshAsync(1));
        Assert.Equal((LookupOutcome.Found, 3), (test.Last.Outcome, test.Last.Peers.Count));
    }

    [Fact]
    [Trait("rule", "S-27")]
    public async Task A_failure_of_the_records_forgets_no_address()
    {
        var test = new Pods(3, ttlOf: static _ => 30);

        await test.RefreshAsync(0);
        test.Hosts = [];
        await test.RefreshAsync(1);
        test.Hosts = [0, 1, 2];
        Assert.Equal(1, await test.RefreshAsync(1));
        Assert.Equal(3, test.Last.Peers.Count);
    }

    [Fact]
    [Trait("rule", "S-26")]
    public async Task Another_configuration_forgets_the_addresses()
    {
        using var file = new TemporaryFile("nameserver 10.0.0.1\n");
        var test = new Pods(3, ttlOf: static _ => 300, options => options.ResolvConfPath = file.Path);

        Assert.Equal(4, await test.RefreshAsync(0));
        Assert.Equal(1, await test.RefreshAsync(5));
        file.Write("nameserver 10.0.0.2\noptions timeout:3\n");
        Assert.Equal(4, await test.RefreshAsync(6));
    }

    [Fact]
    [Trait("rule", "C-1")]
    public async Task Addresses_that_expire_one_after_the_other_bring_no_lookup_forward_by_more_than_half_of_their_TTL()
    {
        var test = new Pods(3, ttlOf: static _ => 12, recordTtl: 30);

        await test.RefreshAsync(0);
        Assert.Equal(TimeSpan.FromSeconds(12), test.Last.Ttl);
        await test.RefreshAsync(4);
        Assert.Equal(TimeSpan.FromSeconds(8), test.Last.Ttl);
        await test.RefreshAsync(7);
        Assert.Equal(TimeSpan.FromSeconds(6), test.Last.Ttl);
        Assert.Equal(4, await test.RefreshAsync(1));
        Assert.Equal(TimeSpan.FromSeconds(12), test.Last.Ttl);
    }

    [Fact]
    [Trait("rule", "S-27")]
    public async Task With_two_families_a_target_is_kept_where_both_have_addresses()
    {
        var test = new Pods(3, ttlOf: static _ => 30, options => options.Family = PeerFamily.Both) { HasIPv6 = static host => host != 2 };

        Assert.Equal(7, await test.RefreshAsync(0));
        Assert.Equal(5, test.Last.Peers.Count);

        // That a pod has no IPv6 address is a denial.
        Assert.Equal(3, await test.RefreshAsync(5));
        Assert.Equal(5, test.Last.Peers.Count);
    }

    private static long Allocated(int targets, bool ofOneHost)
    {
        var message = new FakeDnsMessage(Question);
        for (var i = 0; i < targets; i++)
        {
            message.AddService(Service, ofOneHost ? "lb." + Web : $"web-{i}.{Web}", 80, glue: $"10.1.{i / 256}.{i % 256}");
        }

        var questions = new ServiceQuestions(new QuestionAsker(new Immediate(message), new ServerHealth(TimeProvider.System), Timeout.InfiniteTimeSpan, TimeProvider.System), TimeProvider.System);
        var server = TestLookup.Server("10.0.0.1");
        var configuration = new ResolverConfiguration { NameServers = [server], Attempts = 1, Timeout = TimeSpan.FromHours(1) };
        var context = new AskContext(configuration, [server], TimeProvider.System);
        Ask();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Ask();
        return GC.GetAllocatedBytesForCurrentThread() - before;

        void Ask()
        {
            var asking = questions.AskAsync(new AddressQuery(Web, [DnsRecordType.A], QuestionPurpose.Candidate), Service, context, TestContext.Current.CancellationToken);
            Assert.True(asking.IsCompleted);
            Assert.Equal(targets, asking.GetAwaiter().GetResult().Peers.Count);
        }
    }

    /// <summary>Answers on the thread that queries, so that its allocations are counted.</summary>
    private sealed class Immediate(DnsMessage message) : IDnsTransport
    {
        public ValueTask<DnsExchange> ExchangeAsync(DnsQuestion question, System.Net.IPEndPoint server, DnsExchangeOptions options, CancellationToken cancellationToken) =>
            ValueTask.FromResult(DnsExchange.Of(message));
    }

    /// <summary>A service whose records come without addresses.</summary>
    private sealed class Pods
    {
        private readonly TestLookup test;

        public Pods(int count, Func<int, uint> ttlOf, Action<HeadlessPeersOptions>? configure = null, uint recordTtl = 5)
        {
            Hosts = [.. Enumerable.Range(0, count)];
            test = new TestLookup(
                Web,
                (exchange, token) =>
                {
                    if (exchange.Question.Type == DnsRecordType.Srv)
                    {
                        var message = new FakeDnsMessage(exchange.Question) { Code = Hosts.Length == 0 ? 2 : 0 };
                        foreach (var host in Hosts)
                        {
                            message.AddService(Service, $"web-{host}.{Web}", 80, recordTtl);
                        }

                        return ValueTask.FromResult(DnsExchange.Of(message));
                    }

                    if (!exchange.Question.Name.StartsWith("web-", StringComparison.Ordinal))
                    {
                        return Words.Answer("NXDOMAIN", exchange.Question, exchange.Options, token);
                    }

                    var number = int.Parse(exchange.Question.Name.Split('.')[0][4..], CultureInfo.InvariantCulture);
                    return WordOfLast is { } word && number == Hosts[^1] ? Words.Answer(word, exchange.Question, exchange.Options, token)
                        : exchange.Question.Type == DnsRecordType.A ? ValueTask.FromResult(DnsExchange.Of(FakeDnsMessage.Addresses(exchange.Question, ttlOf(number), $"{Network}.0.{number}")))
                        : HasIPv6(number) ? ValueTask.FromResult(DnsExchange.Of(FakeDnsMessage.Addresses(exchange.Question, ttlOf(number), $"fd00::{number + 1}")))
                        : Words.Answer("NODATA", exchange.Question, exchange.Options, token);
                },
                options =>
                {
                    options.PortName = "http";
                    options.AttemptTimeout = TimeSpan.FromHours(1);
                    options.Attempts = 1;
                    configure?.Invoke(options);
                });
        }

        public int[] Hosts { get; set; }

        public string Network { get; set; } = "10.1";

        public string? WordOfLast { get; set; }

        public Func<int, bool> HasIPv6 { get; init; } = static _ => true;

        public PeerAnswer Last { get; private set; } = null!;

        /// <summary>Lets time pass, makes a lookup, and gives the number of its queries.</summary>
        public async Task<int> RefreshAsync(double afterSeconds)
        {
            test.Time.Advance(TimeSpan.FromSeconds(afterSeconds));
            var before = test.Transport.Asked.Count;
            Last = (await test.Start()).Answer;
            return test.Transport.Asked.Count - before;
        }
    }
}
