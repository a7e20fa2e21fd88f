using System.Net;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Options;
using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tests.Support;
using HeadlessDiscovery.Transport;

namespace HeadlessDiscovery.Tests.Transport;

/// <summary>What holds for an exchange over UDP and over TCP, against the server of the testing package.</summary>
public sealed class NetworkTransportTests : IDisposable
{
    private const string Web = "web.default.svc.cluster.local.";

    private readonly CancellationTokenSource net = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly NetworkTransport transport = new();

    public NetworkTransportTests() => net.CancelAfter(TimeSpan.FromSeconds(30));

    [Fact]
    public async Task A_name_goes_out_as_it_was_given_and_no_other()
    {
        await using var cluster = await StartAsync();

        await AskAsync(cluster, new DnsQuestion("web.", DnsRecordType.A));
        await AskAsync(cluster, new DnsQuestion("_Peer._tcp.xn--bcher-kva.example.", DnsRecordType.Srv));

        Assert.Equal(["web. A", "_Peer._tcp.xn--bcher-kva.example. SRV"], cluster.Questions.Select(question => $"{question.Name} {question.Type}"));
    }

    [Fact]
    public async Task A_datagram_with_another_id_costs_no_try()
    {
        await using var cluster = await StartAsync();
        using var fault = cluster.Faults.WrongId(thenRight: true);

        var report = await Lookup(cluster).AskAsync(new LookupMode(Hedge: true), net.Token);

        Assert.Equal(LookupOutcome.Found, report.Answer.Outcome);
        Assert.Equal(["answer"], report.ReadAsked().Select(question => question.Result));
    }

    [Theory]
    [InlineData("NxDomain")]
    [InlineData("NoData")]
    [InlineData("ServFail")]
    public async Task Whatever_the_code_one_exchange_is_one_question(string fault)
    {
        await using var cluster = await StartAsync();
        using var set = fault switch { "NxDomain" => cluster.Faults.NxDomain(), "NoData" => cluster.Faults.NoData(), _ => cluster.Faults.ServFail() };

        await AskAsync(cluster, new DnsQuestion(Web, DnsRecordType.A));

        Assert.Single(cluster.Questions);
    }

    [Fact]
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
    public async Task Nothing_is_cached()
    {
        await using var cluster = await StartAsync();
        await AskAsync(cluster, new DnsQuestion(Web, DnsRecordType.A));

        cluster.SetPods("10.1.0.9");

        Assert.Equal(["10.1.0.9"], Addresses(await AskAsync(cluster, new DnsQuestion(Web, DnsRecordType.A))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_name_that_cannot_be_asked_is_a_failure_and_no_exception(bool tcp)
    {
        // As an SRV target with bytes that are no text might be written: one label of 64 escapes.
        await using var cluster = await StartAsync();
        var name = string.Concat(Enumerable.Repeat("\\200", 64)) + ".example.";

        var exchange = await transport.ExchangeAsync(new DnsQuestion(name, DnsRecordType.A), cluster.EndPoint, new DnsExchangeOptions(tcp, Edns: true), net.Token);

        Assert.Equal((null, LookupReason.Malformed), (exchange.Message, exchange.Failure));
        Assert.Empty(cluster.Questions);
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

    private async Task<DnsExchange> AskAsync(HeadlessServiceServer cluster, DnsQuestion question) =>
        await transport.ExchangeAsync(question, cluster.EndPoint, new DnsExchangeOptions(Tcp: false, Edns: true), net.Token);
}
