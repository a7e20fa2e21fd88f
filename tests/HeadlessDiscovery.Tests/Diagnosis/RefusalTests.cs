using HeadlessDiscovery.Tests.Watching;

namespace HeadlessDiscovery.Tests.Diagnosis;

/// <summary>A refusal has another cause, and another fix, where systemd-resolved is the server.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("127.0.0.53", "systemd-resolved refuses names below .local (REFUSED)", "resolvectl domain LINK '~cluster.local'")]
    [InlineData("10.96.0.10", "the name server refuses queries for this name (REFUSED)", "dnsPolicy: ClusterFirst")]
    public async Task Below_local_systemd_resolved_needs_a_routing_domain(string server, string title, string fix)
    {
        await using var service = new WatchedService(options =>
        {
            options.NameServers.Clear();
            options.NameServers.Add(server);
        });
        service.Answers("REFUSED");

        var told = await service.Resolver.ExplainAsync(TestContext.Current.CancellationToken);
        var finding = PeerDiagnosis.Of(told, FindingLanguage.English)[0];

        Assert.Equal(("HP203", title), (finding.Code, finding.Title));
        Assert.StartsWith(fix, finding.Fix, StringComparison.Ordinal);
    }
}
