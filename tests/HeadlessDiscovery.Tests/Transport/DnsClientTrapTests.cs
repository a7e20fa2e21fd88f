using System.Net;
using DnsClient;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Options;
using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tests.Support;
using HeadlessDiscovery.Transport;
using DnsQuestion = HeadlessDiscovery.Dns.DnsQuestion;

namespace HeadlessDiscovery.Tests.Transport;

/// <summary>What DnsClient 1.8 does by itself and must not reach a look-up. The others of its traps have their tests beside the rule that they break.</summary>
public sealed class DnsClientTrapTests : IDisposable
{
    private const string Web = "web.default.svc.cluster.local.";

    private readonly CancellationTokenSource net = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly NetworkTransport transport = new();

    public DnsClientTrapTests() => net.CancelAfter(TimeSpan.FromSeconds(30));

    [Fact]
    [Trait("trap", "1")]
    public async Task A_name_goes_out_as_it_was_given_and_no_other()
    {
        await using var cluster = await StartAsync();

        await AskAsync(cluster, new DnsQuestion("web.", DnsRecordType.A));
        await AskAsync(cluster, new DnsQuestion("_Peer._tcp.xn--bcher-kva.example.", DnsRecordType.Srv));

        Assert.Equal(["web. A", "_Peer._tcp.xn--bcher-kva.example. SRV"], cluster.Questions.Select(question => $"{question.Name} {question.Type}"));
    }

    [Fact]
    [Trait("trap", "5")]
    public async Task An_answer_from_another_port_is_taken_for_the_servers()
    {
        // The source cannot be checked from outside DnsClient: id, port and question are what protects an answer (docs/security.md).
        await using var cluster = await StartAsync();
        using var fault = cluster.Faults.WrongSource();

        Assert.Equal(["10.1.0.1", "10.1.0.2"], Addresses(await AskAsync(cluster, new DnsQuestion(Web, DnsRecordType.A))));
    }

    [Fact]
    [Trait("trap", "9")]
    public async Task A_datagram_with_another_id_costs_one_try_and_no_look_up()
    {
        await using var cluster = await StartAsync();
        using var fault = cluster.Faults.WrongId(thenRight: true).Times(1);

        var report = await Lookup(cluster).AskAsync(new LookupMode(Hedge: true), net.Token);

        Assert.Equal(LookupOutcome.Found, report.Answer.Outcome);
        Assert.Equal(["malformed", "answer"], report.ReadAsked().Select(question => question.Result));
    }

    [Theory]
    [InlineData("NxDomain")]
    [InlineData("NoData")]
    [InlineData("ServFail")]
    [Trait("trap", "14")]
    [Trait("trap", "15")]
    [Trait("trap", "16")]
    public async Task Whatever_the_code_one_exchange_is_one_question(string fault)
    {
        await using var cluster = await StartAsync();
        using var set = fault switch { "NxDomain" => cluster.Faults.NxDomain(), "NoData" => cluster.Faults.NoData(), _ => cluster.Faults.ServFail() };

        await AskAsync(cluster, new DnsQuestion(Web, DnsRecordType.A));

        Assert.Single(cluster.Questions);
    }

    [Fact]
    [Trait("trap", "19")]
    public async Task TCP_after_a_truncated_answer_asks_the_server_that_truncated_it()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        using var refuse = first.Faults.ServFail();
        using var truncate = second.Faults.Truncate();
        var lookup = Lookup(first, options => options.NameServers.Add(second.NameServer));

        Assert.Equal(LookupOutcome.Found, (await lookup.AskAsync(new LookupMode(Hedge: true), net.Token)).Answer.Outcome);
        Assert.Equal(["udp"], first.Questions.Select(question => question.Transport));
        Assert.Equal(["udp", "tcp"], second.Questions.Select(question => question.Transport));
    }

    [Fact]
    [Trait("trap", "21")]
    public async Task A_length_that_comes_octet_by_octet_is_read_whole()
    {
        await using var cluster = await StartAsync();
        using var split = cluster.Faults.SplitTcpPrefix();
        var lookup = Lookup(cluster, options => options.UseTcp = true);

        for (var i = 0; i < 3; i++)
        {
            var answer = (await lookup.AskAsync(new LookupMode(Hedge: true), net.Token)).Answer;
            Assert.Equal((LookupOutcome.Found, 2), (answer.Outcome, answer.Peers.Count));
        }
    }

    [Fact]
    [Trait("trap", "23")]
    public async Task Every_question_has_a_socket_of_its_own_over_UDP_and_over_TCP()
    {
        await using var cluster = await StartAsync();
        foreach (var tcp in (bool[])[false, true])
        {
            cluster.Questions.Clear();
            for (var i = 0; i < 3; i++)
            {
                await transport.ExchangeAsync(new DnsQuestion(Web, DnsRecordType.A), cluster.EndPoint, new DnsExchangeOptions(tcp, Edns: true), net.Token);
            }

            Assert.Equal(3, cluster.Questions.Select(question => question.Client).Distinct().Count());
        }
    }

    [Fact]
    [Trait("trap", "24")]
    public async Task The_size_that_is_offered_is_1232_and_without_EDNS_there_is_none()
    {
        await using var cluster = await StartAsync();

        await AskAsync(cluster, new DnsQuestion(Web, DnsRecordType.A));
        await AskAsync(cluster, new DnsQuestion(Web, DnsRecordType.A), edns: false);

        Assert.Equal([1232, null], cluster.Questions.Select(question => question.EdnsSize));
    }

    [Fact]
    [Trait("trap", "25")]
    public async Task Nothing_is_cached()
    {
        await using var cluster = await StartAsync();
        await AskAsync(cluster, new DnsQuestion(Web, DnsRecordType.A));

        cluster.SetPods("10.1.0.9");

        Assert.Equal(["10.1.0.9"], Addresses(await AskAsync(cluster, new DnsQuestion(Web, DnsRecordType.A))));
    }

    [Fact]
    [Trait("trap", "26")]
    public async Task A_TTL_is_that_of_the_wire_and_does_not_run_down()
    {
        await using var cluster = await StartAsync();
        var response = await new LookupClient(cluster.EndPoint).QueryAsync(Web, QueryType.A, cancellationToken: net.Token);
        var message = new DnsClientMessage(response);

        // DnsClient's own count runs by the clock of the machine.
        await Waiting.UntilAsync(() => response.Answers[0].TimeToLive < 5);

        Assert.Equal(5u, message.Record(DnsSection.Answer, 0).Ttl);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("trap", "30")]
    public async Task A_name_that_cannot_be_asked_is_a_failure_and_no_exception(bool tcp)
    {
        // As an SRV target with octets that are no text might be written: one label of 64 escapes.
        await using var cluster = await StartAsync();
        var name = string.Concat(Enumerable.Repeat("\\200", 64)) + ".example.";

        var exchange = await transport.ExchangeAsync(new DnsQuestion(name, DnsRecordType.A), cluster.EndPoint, new DnsExchangeOptions(tcp, Edns: true), net.Token);

        Assert.Equal((null, LookupReason.Malformed), (exchange.Message, exchange.Failure));
        Assert.Empty(cluster.Questions);
    }

    [Fact]
    [Trait("trap", "4")]
    public async Task A_token_that_is_cancelled_already_throws_and_asks_nothing()
    {
        await using var cluster = await StartAsync();
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await transport.ExchangeAsync(new DnsQuestion(Web, DnsRecordType.A), cluster.EndPoint, new DnsExchangeOptions(Tcp: false, Edns: true), caller.Token));

        Assert.Equal(caller.Token, exception.CancellationToken);
        Assert.Empty(cluster.Questions);
    }

    [Fact]
    [Trait("trap", "4")]
    public async Task A_token_that_is_cancelled_while_the_server_is_silent_throws_and_is_no_timeout()
    {
        await using var cluster = await StartAsync();
        using var drop = cluster.Faults.Drop();
        using var caller = new CancellationTokenSource();
        var asking = transport.ExchangeAsync(new DnsQuestion(Web, DnsRecordType.A), cluster.EndPoint, new DnsExchangeOptions(Tcp: false, Edns: true), caller.Token).AsTask();
        await cluster.Questions.WaitForAsync(1, cancellationToken: net.Token);
        await caller.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.WaitAsync(net.Token));
        Assert.Equal(caller.Token, exception.CancellationToken);
    }

    public void Dispose() => net.Dispose();

    private static string[] Addresses(DnsExchange exchange) =>
        [.. Enumerable.Range(0, exchange.Message!.Count(DnsSection.Answer)).Select(i => exchange.Message.Record(DnsSection.Answer, i).Address!.ToString()).Order()];

    private static DnsPeerLookup Lookup(HeadlessServiceServer cluster, Action<HeadlessPeersOptions>? more = null)
    {
        var options = new HeadlessPeersOptions { ServiceName = Web, ResolvConfPath = cluster.ResolvConfPath, Family = PeerFamily.IPv4, AttemptTimeout = TimeSpan.FromSeconds(10), Attempts = 2, HedgeDelay = Timeout.InfiniteTimeSpan };
        options.NameServers.Add(cluster.NameServer);
        more?.Invoke(options);
        return new DnsPeerLookup(options, Web, new OwnAddresses([], "test"), new NetworkTransport(), TimeProvider.System);
    }

    private async Task<HeadlessServiceServer> StartAsync()
    {
        var cluster = await HeadlessServiceServer.StartAsync("web", cancellationToken: net.Token);
        cluster.SetPods("10.1.0.1", "10.1.0.2");
        return cluster;
    }

    private async Task<DnsExchange> AskAsync(HeadlessServiceServer cluster, DnsQuestion question, bool edns = true) =>
        await transport.ExchangeAsync(question, cluster.EndPoint, new DnsExchangeOptions(Tcp: false, edns), net.Token);
}
