using HeadlessDiscovery.RealDns.Tests.Servers;
using HeadlessDiscovery.RealDns.Tests.Zones;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>IPv6, and both families together.</summary>
public sealed class FamilyTests(RealServers servers) : Deadline
{
    public static MatrixTheoryData<Authority, Cache> All => Ways.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task IPv6_pods_are_found(Authority authority, Cache cache)
    {
        var six = await FindAsync(authority, cache, "six", PeerFamily.IPv6);
        Assert.Equal(["fd00:10:244::1", "fd00:10:244::2", "fd00:10:244::3"], six);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Both_families_of_a_dual_stack_service_are_found(Authority authority, Cache cache)
    {
        var both = await FindAsync(authority, cache, "dual", PeerFamily.Both);
        Assert.Equal(["10.244.0.1", "10.244.0.2", "10.244.0.3", "fd00:10:244::1", "fd00:10:244::2", "fd00:10:244::3"], both);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task One_family_of_two_asked_is_a_whole_answer(Authority authority, Cache cache)
    {
        Assert.Equal(3, (await FindAsync(authority, cache, "orders", PeerFamily.Both)).Length);
        Assert.Equal(3, (await FindAsync(authority, cache, "six", PeerFamily.Both)).Length);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_thousand_dual_stack_pods_are_found_over_TCP(Authority authority, Cache cache)
    {
        var both = await FindAsync(authority, cache, "bigdual", PeerFamily.Both);
        Assert.Equal(Enumerable.Range(0, 1_000).SelectMany(index => (string[])[Pods.Address(index), Pods.AddressV6(index)]).ToHashSet(), both.ToHashSet());
    }

    private async Task<string[]> FindAsync(Authority authority, Cache cache, string service, PeerFamily family)
    {
        var cluster = await servers.ClusterAsync(authority, cache);
        await using var resolver = cluster.Resolver(service, options => options.Family = family);
        return [.. (await resolver.GetPeersAsync(Token)).Select(peer => peer.Address.ToString())];
    }
}
