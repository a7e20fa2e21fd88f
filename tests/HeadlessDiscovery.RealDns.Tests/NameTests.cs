using HeadlessDiscovery.RealDns.Tests.Servers;
using HeadlessDiscovery.RealDns.Tests.Zones;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>Short, namespaced and fully qualified names, and the search list of a pod.</summary>
public sealed class NameTests(RealServers servers) : Deadline
{
    public static MatrixTheoryData<Authority, Cache> All => Ways.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_short_name_is_found_in_the_own_namespace(Authority authority, Cache cache)
    {
        var cluster = await servers.ClusterAsync(authority, cache);
        await using var resolver = cluster.Unhedged("orders");
        var snapshot = await resolver.GetPeersAsync(Token);
        Assert.Equal(["10.244.0.1", "10.244.0.2", "10.244.0.3"], snapshot.Select(peer => peer.ToString()));
        Assert.Equal("orders.default.svc.cluster.local.", snapshot.ResolvedName);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_name_with_a_namespace_is_the_second_candidate(Authority authority, Cache cache)
    {
        var cluster = await servers.ClusterAsync(authority, cache);
        await using var resolver = cluster.Unhedged("orders.shop");
        var explanation = await resolver.ExplainAsync(Token);
        Assert.Equal(["10.244.0.11", "10.244.0.12", "10.244.0.13"], explanation.Peers.Select(peer => peer.ToString()));
        Assert.Equal(
            [("orders.shop.default.svc.cluster.local.", "nxdomain"), ("orders.shop.svc.cluster.local.", "answer")],
            explanation.Asked.Select(question => (question.Name, question.Result)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_rooted_name_is_the_only_question(Authority authority, Cache cache)
    {
        var cluster = await servers.ClusterAsync(authority, cache);
        await using var resolver = cluster.Unhedged("orders.shop.svc.cluster.local.");
        var explanation = await resolver.ExplainAsync(Token);
        Assert.Equal(3, explanation.Peers.Length);
        Assert.Equal("orders.shop.svc.cluster.local.", Assert.Single(explanation.Asked).Name);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_wildcard_in_a_foreign_suffix_does_not_answer_for_a_service_without_pods(Authority authority, Cache cache)
    {
        var cluster = await servers.ClusterAsync(authority, cache);
        await using var resolver = cluster.Unhedged("nobody");
        var snapshot = await resolver.GetPeersAsync(Token);
        Assert.Empty(snapshot);
        Assert.Equal((LookupOutcome.Empty, LookupReason.NxDomain), (snapshot.LastOutcome, snapshot.LastReason));

        // libc's behaviour, on request: the wildcard is there, and answers.
        await using var lax = cluster.Unhedged("nobody", options => options.RequireClusterSuffix = false);
        Assert.Equal(ForeignZone.Wildcard, Assert.Single(await lax.GetPeersAsync(Token)).ToString());
    }
}
