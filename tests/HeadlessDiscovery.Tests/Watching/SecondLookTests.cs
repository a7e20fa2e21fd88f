using System.Collections.Immutable;
using System.Net;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tests.Support;
using HeadlessDiscovery.Watching;

namespace HeadlessDiscovery.Tests.Watching;

public sealed class SecondLookTests
{
    private const string Web = "web.shop.svc.cluster.local.";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_readers_that_agree_give_no_finding()
    {
        var explanation = await ExplainAsync(ours: ["10.1.0.2,10.1.0.1"], theirs: ["10.1.0.1,10.1.0.2"]);

        Assert.Empty(Findings(explanation));
        Assert.Contains("second opinion of web.shop.svc.cluster.local. at 10.96.0.10:53: the same addresses", explanation.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_readers_that_differ_twice_in_the_same_way_disagree()
    {
        var explanation = await ExplainAsync(ours: ["10.1.0.1,10.1.0.2"], theirs: ["10.1.0.1"]);

        var finding = Assert.Single(Findings(explanation));
        Assert.Equal(("HP212", FindingSeverity.Warning, "two implementations read one answer differently"), (finding.Code, finding.Severity, finding.Title));
        Assert.Equal(["HeadlessDiscovery: 10.1.0.1 10.1.0.2", "DnsClient: 10.1.0.1"], finding.Evidence);
        Assert.Contains("2 addresses, and DnsClient read 1", explanation.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.1.0.1,10.1.0.2", "10.1.0.1,10.1.0.2|10.1.0.1", "10.1.0.1")]
    [InlineData("10.1.0.1,10.1.0.2", "10.1.0.1,10.1.0.2", "10.1.0.1|10.1.0.1,10.1.0.2")]
    [InlineData("10.1.0.1,10.1.0.2", "10.1.0.1,10.1.0.2", "10.1.0.1|?")]
    public async Task Readings_that_change_from_one_query_to_the_next_are_the_servers(string first, string ours, string theirs)
    {
        var explanation = await ExplainAsync([.. ours.Split('|')], theirs.Split('|'));

        var finding = Assert.Single(Findings(explanation));
        Assert.Equal(("HP212", FindingSeverity.Info, "answers differ from one query to the next"), (finding.Code, finding.Severity, finding.Title));
        Assert.Equal(first.Split(','), explanation.Peers.Select(peer => peer.Address.ToString()));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Replicas_that_answer_in_turn_are_no_disagreement_of_readers(int replicas)
    {
        // One of them knows a pod more; whichever it is.
        for (var ahead = 0; ahead < replicas; ahead++)
        {
            var answers = Enumerable.Range(0, replicas).Select(replica => replica == ahead ? "10.1.0.1,10.1.0.2" : "10.1.0.1").ToArray();
            await using var resolver = New(new TwoReaders(answers, []) { IsOneService = true });

            Assert.DoesNotContain(Findings(await resolver.ExplainAsync(Token)), finding => finding.Severity == FindingSeverity.Warning);
        }
    }

    [Theory]
    [InlineData("10.1.0.1,10.1.0.2", "?")]
    [InlineData("NXDOMAIN", "10.1.0.1")]
    [InlineData("SERVFAIL", "10.1.0.1")]
    public async Task Without_two_readings_there_is_no_opinion(string ours, string theirs)
    {
        var explanation = await ExplainAsync([ours], [theirs]);

        Assert.DoesNotContain(Findings(explanation), finding => finding.Code == "HP212");
        Assert.DoesNotContain("second opinion", explanation.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_loop_asks_for_no_second_opinion()
    {
        var network = new TwoReaders(["10.1.0.1,10.1.0.2"], ["10.1.0.1"]);
        await using var resolver = New(network);

        await resolver.RefreshAsync(Token);
        Assert.Empty(network.ReadBySecond);
        await resolver.ExplainAsync(Token);

        Assert.Equal(["A at 10.96.0.10:53", "A at 10.96.0.10:53", "A at 10.96.0.10:53", "A at 10.96.0.10:53"], network.ReadBySecond);
    }

    [Fact]
    public async Task Both_families_are_read_and_compared()
    {
        var network = new TwoReaders(["10.1.0.1,10.1.0.2"], ["10.1.0.1,10.1.0.2"]) { OursV6 = "fd00::1,fd00::2", TheirsV6 = "fd00::1,fd00::2" };
        await using var resolver = New(network, PeerFamily.Both);

        Assert.Empty(Findings(await resolver.ExplainAsync(Token)));
        Assert.Equal(["A at 10.96.0.10:53", "AAAA at 10.96.0.10:53"], network.ReadBySecond);
    }

    private static async Task<LookupExplanation> ExplainAsync(string[] ours, string[] theirs)
    {
        await using var resolver = New(new TwoReaders(ours, theirs));
        return await resolver.ExplainAsync(Token);
    }

    // HP1xx is said of the resolv.conf that is not there.
    private static ImmutableArray<Finding> Findings(LookupExplanation explanation) =>
        [.. PeerDiagnosis.Of(explanation, FindingLanguage.English).Where(finding => finding.Code.StartsWith("HP2", StringComparison.Ordinal))];

    private static PeerResolver New(TwoReaders network, PeerFamily family = PeerFamily.IPv4)
    {
        var options = new HeadlessPeersOptions { ServiceName = Web, ResolvConfPath = "/nowhere/resolv.conf", Family = family, Membership = PeerMembership.Client, HedgeDelay = Timeout.InfiniteTimeSpan };
        options.NameServers.Add("10.96.0.10");
        return new PeerResolver("web", options, new ResolverServices { NewTransport = () => network, Variable = _ => null, Interfaces = () => [] });
    }

    /// <summary>Both readers by a script: each query takes the next answer, and stays with the last; <c>?</c> cannot be read.</summary>
    private sealed class TwoReaders(string[] ours, string[] theirs) : IDnsTransport, ISecondReader
    {
        private readonly Queue<string> ours = new(ours);
        private readonly Queue<string> theirs = new(theirs);
        private readonly List<string> readBySecond = [];

        /// <summary>Both are answered from the first list, in turn and round and round.</summary>
        public bool IsOneService { get; init; }

        public string OursV6 { get; init; } = "";

        public string TheirsV6 { get; init; } = "";

        public IReadOnlyList<string> ReadBySecond => readBySecond;

        public ValueTask<DnsExchange> ExchangeAsync(DnsQuestion question, IPEndPoint server, DnsExchangeOptions options, CancellationToken cancellationToken)
        {
            var answer = question.Type switch { DnsRecordType.A => Next(ours), DnsRecordType.Aaaa => OursV6, _ => "NXDOMAIN" };
            return new(DnsExchange.Of(answer switch
            {
                "NXDOMAIN" => FakeDnsMessage.Negative(question, 3),
                "SERVFAIL" => FakeDnsMessage.Negative(question, 2),
                _ => FakeDnsMessage.Addresses(question, 5, answer.Split(',')),
            }));
        }

        public ValueTask<ImmutableArray<IPAddress>?> ReadAsync(DnsQuestion question, IPEndPoint server, TimeSpan timeout, CancellationToken cancellationToken)
        {
            readBySecond.Add($"{question.TypeText} at {server}");
            var answer = question.Type == DnsRecordType.A ? Next(IsOneService ? ours : theirs) : TheirsV6;
            return new(answer == "?" ? null : [.. answer.Split(',').Select(IPAddress.Parse)]);
        }

        private string Next(Queue<string> answers)
        {
            var next = answers.Peek();
            if (IsOneService)
            {
                answers.Enqueue(next);
            }

            if (answers.Count > 1)
            {
                answers.Dequeue();
            }

            return next;
        }
    }
}
