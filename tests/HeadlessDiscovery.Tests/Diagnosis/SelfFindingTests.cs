using System.Collections.Immutable;
using System.Net;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Tests.Support;
using HeadlessDiscovery.Tests.Watching;

namespace HeadlessDiscovery.Tests.Diagnosis;

/// <summary>What a lookup shows about this pod: why it is not listed, and which of the others are peers.</summary>
public sealed class SelfFindingTests
{
    private const string Service = "web.shop.svc.cluster.local.";

    [Fact]
    public async Task A_variable_that_holds_no_address_is_certain_and_is_shown()
    {
        await using var service = new WatchedService(services: services => services with { Variable = name => name == "POD_IP" ? "$(NODE_IP)" : null });

        var finding = Assert.Single(await OfAsync(service));

        Assert.Equal(("HP301", FindingConfidence.Certain), (finding.Code, finding.Confidence));
        Assert.StartsWith("POD_IP=", finding.Evidence[0], StringComparison.Ordinal);
        Assert.Contains("$(NODE_IP)", finding.Evidence[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", FindingConfidence.Likely)]
    [InlineData("10.0.0.1", FindingConfidence.Certain)]
    [InlineData("10.0.0.1 !10.0.0.9", FindingConfidence.Certain)]
    [InlineData("10.0.0.1 10.0.0.9", FindingConfidence.Likely)]
    public async Task Why_DNS_does_not_list_this_pod_is_certain_where_the_EndpointSlices_show_it(string endpoints, FindingConfidence confidence)
    {
        await using var service = new WatchedService(options => options.SelfAddresses.Add("10.0.0.9"));
        service.Answers("A:10.0.0.1");
        ImmutableArray<SliceEndpoint> listed =
            [.. endpoints.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(address => new SliceEndpoint(IPAddress.Parse(address.TrimStart('!')), $"web-{address[^1]}", !address.StartsWith('!'), isTerminating: false))];

        var findings = await OfAsync(service, new DiagnosisEvidence { Endpoints = listed.IsEmpty ? null : listed });

        Assert.Equal(confidence, Assert.Single(findings, finding => finding.Code == "HP301").Confidence);
    }

    [Fact]
    public async Task One_of_several_own_addresses_alone_is_said_with_all_of_them()
    {
        await using var service = new WatchedService(services: services => services with { Interfaces = () => [IPAddress.Parse("10.0.1.2"), IPAddress.Parse("10.0.1.3"), IPAddress.Parse("fd00::2")] });
        service.Answers("A:10.0.1.2");
        await service.FirstAsync();
        for (var i = 0; i < 14; i++)
        {
            await service.NextAsync(5);
        }

        var finding = Assert.Single(await OfAsync(service));

        Assert.Equal(("HP312", FindingSeverity.Warning, FindingConfidence.Possible), (finding.Code, finding.Severity, finding.Confidence));
        Assert.Contains("10.0.1.2, 10.0.1.3", finding.Evidence[0], StringComparison.Ordinal);
        Assert.DoesNotContain("fd00::2", finding.Evidence[0], StringComparison.Ordinal);
        Assert.Equal("HP312", Assert.Single(PeerDiagnosis.Of(service.Resolver.Current, FindingLanguage.English)).Code);
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(2, "HP304 Error")]
    public async Task A_process_at_the_address_of_this_one_and_another_port_is_a_peer(int expected, string findings)
    {
        await using var service = OfPods(options => options.SelfAddresses.Add("10.0.0.1:5001"), ("a", "10.0.0.1", 5001), ("b", "10.0.0.1", 5002));

        Assert.Equal(findings, Shown(await OfAsync(service, new DiagnosisEvidence { Expected = expected })));
    }

    [Theory]
    [InlineData(PeerMembership.Client, "")]
    [InlineData(PeerMembership.Member, "HP311 Error")]
    public async Task The_pods_of_a_StatefulSet_are_one_more_than_the_peers_of_a_member(PeerMembership membership, string findings)
    {
        await using var service = OfPods(
            options =>
            {
                options.Membership = membership;
                options.SelfAddresses.Add(membership == PeerMembership.Client ? "10.0.0.9" : "10.0.0.1");
            },
            ("web-0", "10.0.0.1", 5000),
            ("web-1", "10.0.0.2", 5000),
            ("web-2", "10.0.0.3", 5000));

        Assert.Equal(findings, Shown(await OfAsync(service, new DiagnosisEvidence { Expected = 3 })));
    }

    private static string Shown(IEnumerable<Finding> findings) => string.Join(", ", findings.Select(finding => $"{finding.Code} {finding.Severity}"));

    private static WatchedService OfPods(Action<HeadlessPeersOptions> configure, params (string Host, string Address, int Port)[] pods)
    {
        var transport = new ScriptedTransport((exchange, _) =>
        {
            var question = exchange.Question;
            if (question.Type != DnsRecordType.Srv || !question.Name.StartsWith("_peer.", StringComparison.Ordinal))
            {
                return new(DnsExchange.Of(FakeDnsMessage.Negative(question, 3)));
            }

            var message = new FakeDnsMessage(question);
            foreach (var (host, address, port) in pods)
            {
                message.AddService(question.Name, $"{host}.{Service}", (ushort)port, glue: address);
            }

            return new(DnsExchange.Of(message));
        });
        return new WatchedService(
            options =>
            {
                options.PortName = "peer";
                configure(options);
            },
            services => services with { NewTransport = () => transport });
    }

    // Without HP101: the resolver of these tests has no resolv.conf.
    private static async Task<ImmutableArray<Finding>> OfAsync(WatchedService service, DiagnosisEvidence? evidence = null) =>
        [.. PeerDiagnosis.Of(await service.Resolver.ExplainAsync(TestContext.Current.CancellationToken), evidence ?? new DiagnosisEvidence(), FindingLanguage.English).Where(finding => finding.Code != "HP101")];
}
