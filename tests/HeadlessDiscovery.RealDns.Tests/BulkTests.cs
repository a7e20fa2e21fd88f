using HeadlessDiscovery.RealDns.Tests.Servers;
using HeadlessDiscovery.RealDns.Tests.Zones;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>A service that grows by a thousand pods at once.</summary>
public sealed class BulkTests(RealServers servers) : Deadline
{
    public static MatrixTheoryData<Authority, Cache> All => Ways.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_thousand_pods_come_at_once_and_a_hundred_of_them_go(Authority authority, Cache cache)
    {
        var cluster = await servers.ClusterAsync(authority, cache);
        var service = Ways.Service("bulk", cache);
        await cluster.AddAsync(Pods.Records(service, 0, 1, ttl: 1), Token);
        await using var resolver = cluster.Resolver(service);
        await resolver.UntilAsync(snapshot => snapshot.Count == 1, Token);
        await cluster.AddAsync(Pods.Records(service, 1, 999, ttl: 1), Token);
        await resolver.UntilAsync(snapshot => snapshot.Count == 1_000, Token);
        await cluster.RemoveAsync(Pods.Records(service, 0, 100), Token);
        var left = await resolver.UntilAsync(snapshot => snapshot.Count == 900, Token);
        Assert.Equal(Enumerable.Range(100, 900).Select(Pods.Address).ToHashSet(), left.Select(peer => peer.ToString()).ToHashSet());
    }
}
