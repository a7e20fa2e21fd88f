using HeadlessDiscovery.RealDns.Tests.Servers;
using HeadlessDiscovery.RealDns.Tests.Zones;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>Pods that a controller adds and removes by dynamic update.</summary>
public sealed class WatchTests(RealServers servers) : Deadline
{
    public static MatrixTheoryData<Authority, Cache> All => Ways.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_first_pod_comes_another_comes_one_goes_all_go(Authority authority, Cache cache)
    {
        var cluster = await servers.ClusterAsync(authority, cache);
        var service = Ways.Service("coming", cache);
        await using var resolver = cluster.Resolver(service);
        var nobody = await resolver.GetPeersAsync(Token);
        Assert.Empty(nobody);
        Assert.Equal(LookupReason.NxDomain, nobody.LastReason);

        await cluster.AddAsync(Pods.Records(service, 0, 3, ttl: 1), Token);
        await resolver.UntilAsync(snapshot => snapshot.Count == 3, Token);
        await cluster.AddAsync(Pods.Records(service, 3, 1, ttl: 1), Token);
        await resolver.UntilAsync(snapshot => snapshot.Count == 4, Token);
        await cluster.RemoveAsync(Pods.Records(service, 0, 1), Token);
        var held = await resolver.UntilAsync(snapshot => snapshot.Held.Length == 1, Token);
        Assert.Equal(4, held.Count);
        var three = await resolver.UntilAsync(snapshot => snapshot.Count == 3, Token);
        Assert.Equal(["10.244.0.2", "10.244.0.3", "10.244.0.4"], three.Select(peer => peer.ToString()));

        await cluster.RemoveAsync(Pods.Records(service, 1, 3), Token);
        var gone = await resolver.UntilAsync(snapshot => snapshot.Count == 0, Token);
        Assert.True(gone.IsResolved);
        Assert.False(gone.IsStale);
    }
}
