using HeadlessDiscovery.RealDns.Tests.Servers;
using HeadlessDiscovery.RealDns.Tests.Zones;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>The TTL: whole from an authority, running down behind a cache.</summary>
public sealed class TtlTests(RealServers servers) : Deadline
{
    private const int Ttl = 4;

    public static MatrixTheoryData<Authority, Cache> Cached => Ways.Cached;

    public static TheoryData<Authority> Direct => Ways.Direct;

    [Theory]
    [MemberData(nameof(Direct))]
    public async Task An_authority_gives_the_whole_TTL_each_time(Authority authority)
    {
        var cluster = await servers.ClusterAsync(authority, Cache.None);
        await using var resolver = cluster.Resolver("orders");
        await resolver.RefreshAsync(Token);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(TimeSpan.FromSeconds(5), (await resolver.ExplainAsync(Token)).Ttl);
        }
    }

    [Theory]
    [MemberData(nameof(Cached))]
    public async Task Behind_a_cache_the_TTL_runs_down_and_a_removal_waits_for_its_end(Authority authority, Cache cache)
    {
        var cluster = await servers.ClusterAsync(authority, cache);
        var service = Ways.Service("slow", cache);
        await cluster.AddAsync(Pods.Records(service, 0, 3, Ttl), Token);
        await using var resolver = cluster.Resolver(service);
        var first = await resolver.ExplainAsync(Token);
        Assert.InRange(Assert.NotNull(first.Ttl), TimeSpan.Zero, TimeSpan.FromSeconds(Ttl));
        await resolver.GetPeersAsync(Token);

        // The cache does not know yet that a pod went, and counts down.
        await cluster.RemoveAsync(Pods.Records(service, 0, 1), Token);
        LookupExplanation later;
        do
        {
            later = await resolver.ExplainAsync(Token);
        }
        while (later.Ttl >= first.Ttl && later.Peers.Length == 3);

        Assert.Equal(3, later.Peers.Length);
        var two = await resolver.UntilAsync(snapshot => snapshot.Count == 2, Token);
        Assert.Equal(["10.244.0.2", "10.244.0.3"], two.Select(peer => peer.ToString()));
    }
}
