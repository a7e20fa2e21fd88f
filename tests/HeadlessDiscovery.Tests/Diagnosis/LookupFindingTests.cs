using System.Collections.Immutable;
using System.Net.Sockets;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Tests.Support;
using HeadlessDiscovery.Tests.Watching;

namespace HeadlessDiscovery.Tests.Diagnosis;

/// <summary>What one lookup alone shows: servers that failed beside one that answered, what failed over TCP, and the TTL.</summary>
public sealed class LookupFindingTests
{
    private const string KubeDns = "kubectl -n kube-system get pods -l k8s-app=kube-dns";
    private const string Logs = "kubectl -n kube-system logs -l k8s-app=kube-dns --tail=50";

    [Theory]
    [InlineData("SERVFAIL", "HP202", Logs)]
    [InlineData("REFUSED", "HP203", KubeDns)]
    [InlineData("GARBAGE", "HP209", KubeDns)]
    [InlineData("SOCKET_ERROR", "HP201", KubeDns)]
    public async Task A_server_that_failed_beside_one_that_answered_is_a_warning(string word, string code, string look)
    {
        var finding = Assert.Single(await OfServersAsync(word, "A:10.1.0.1"));

        Assert.Equal((code, FindingSeverity.Warning), (finding.Code, finding.Severity));
        Assert.Equal([look], finding.Look);
        Assert.NotEmpty(finding.Evidence);
    }

    [Theory]
    [InlineData("SERVFAIL", "HP202")]
    [InlineData("SOCKET_ERROR", "HP201")]
    public async Task Outside_a_cluster_the_command_for_it_is_not_for_Kubernetes(string word, string code)
    {
        var finding = Assert.Single(await OfServersAsync(word, "A:10.1.0.1", "db.example."));

        Assert.Equal(code, finding.Code);
        Assert.Equal(["headless-peers config"], finding.Look);
    }

    [Fact]
    public async Task Servers_that_answered_are_no_finding() => Assert.Empty(await OfServersAsync("A:10.1.0.1", "A:10.1.0.1"));

    [Fact]
    public async Task A_server_that_answered_the_second_time_did_not_fail()
    {
        var finding = Assert.Single(await OfAsync("web.shop.svc.cluster.local.", (server, exchange, token) =>
            Words.Answer(exchange.Index == 0 ? "SERVFAIL" : server == 2 ? "REFUSED" : exchange.Question.Type == DnsRecordType.A ? "A:10.1.0.1" : "NXDOMAIN", exchange.Question, exchange.Options, token)));

        Assert.Equal("HP203", finding.Code);
    }

    [Fact]
    public async Task A_server_that_denies_the_name_answered() => Assert.Equal("HP204", Assert.Single(await OfServersAsync("NXDOMAIN", "SERVFAIL")).Code);

    [Theory]
    [InlineData(SocketError.ConnectionRefused, true)]
    [InlineData(SocketError.HostUnreachable, false)]
    public async Task Only_where_every_server_refused_the_connection_it_is_said_to_be_refused(SocketError second, bool isRefused)
    {
        var finding = Assert.Single(await OfAsync("web.shop.svc.cluster.local.", (server, _, _) =>
            new(DnsExchange.Failed(LookupReason.Network, new SocketException((int)(server == 1 ? SocketError.ConnectionRefused : second))))));

        Assert.Equal(("HP201", FindingSeverity.Error), (finding.Code, finding.Severity));
        Assert.Equal(isRefused ? "10.0.0.1:53 and 10.0.0.2:53 refuse the connection (network)" : "no name server can be reached (network)", finding.Title);
        Assert.Equal(isRefused, finding.Evidence.All(line => line.Contains("connection refused", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("TC:9:drop", false, "HP206 the answer was truncated over UDP, and TCP failed", "kubectl get networkpolicies -A")]
    [InlineData("TC:9:tc", false, "HP206 the answer is truncated, even over TCP", "headless-peers config")]
    [InlineData("TC:9:drop", true, "HP201 no name server can be reached (network)", KubeDns)]
    public async Task What_fails_over_TCP_after_a_truncated_answer_is_HP206_and_without_one_the_network(string word, bool useTcp, string expected, string look)
    {
        var finding = Assert.Single(await OfServersAsync(word, word, useTcp: useTcp));

        Assert.Equal((expected, FindingSeverity.Error, look), ($"{finding.Code} {finding.Title}", finding.Severity, finding.Look[0]));
    }

    // CoreDNS has 5 s or 30 s by default.
    [Theory]
    [InlineData(0u, "HP210 Info")]
    [InlineData(1u, null)]
    [InlineData(30u, null)]
    [InlineData(31u, "HP210 Warning")]
    public async Task A_TTL_of_one_to_thirty_seconds_is_usual(uint ttl, string? expected)
    {
        await using var service = new WatchedService(options => options.Membership = PeerMembership.Client) { Ttl = ttl };

        Assert.Equal(expected is null ? [] : [expected], (await OfAsync(service)).Select(finding => $"{finding.Code} {finding.Severity}"));
    }

    private static Task<ImmutableArray<Finding>> OfServersAsync(string first, string second, string name = "web.shop.svc.cluster.local.", bool useTcp = false) => OfAsync(
        name,
        (server, exchange, token) =>
        {
            var word = server == 1 ? first : second;
            return Words.Answer(word.StartsWith("A:", StringComparison.Ordinal) && ScriptedTransport.IsOtherName(exchange.Question, name) ? "NXDOMAIN" : word, exchange.Question, exchange.Options, token);
        },
        useTcp);

    private static async Task<ImmutableArray<Finding>> OfAsync(string name, Func<int, ScriptedTransport.Exchange, CancellationToken, ValueTask<DnsExchange>> answer, bool useTcp = false)
    {
        var transport = new ScriptedTransport((exchange, token) => answer(TestLookup.Number(exchange), exchange, token));
        await using var service = new WatchedService(
            options =>
            {
                options.ServiceName = name;
                options.Membership = PeerMembership.Client;
                options.UseTcp = useTcp;
                options.NameServers.Clear();
                options.NameServers.Add("10.0.0.1");
                options.NameServers.Add("10.0.0.2");
            },
            services => services with { NewTransport = () => transport });
        return await OfAsync(service);
    }

    // Without HP101: the resolver of these tests has no resolv.conf.
    private static async Task<ImmutableArray<Finding>> OfAsync(WatchedService service) =>
        [.. PeerDiagnosis.Of(await service.Resolver.ExplainAsync(TestContext.Current.CancellationToken), FindingLanguage.English).Where(finding => finding.Code != "HP101")];
}
