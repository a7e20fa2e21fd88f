using HeadlessDiscovery.RealDns.Tests.Servers;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>Two servers behind one address, as replicas of CoreDNS are.</summary>
public sealed class FrozenReplicaTests : FrozenServerTests
{
    [Fact]
    public async Task A_frozen_server_behind_the_same_address_costs_three_removals_at_most_and_one_warning()
    {
        Installed.RequirePrograms(Installed.Knot, Installed.Dnsdist);
        await using var live = await RealServers.StartAsync(new KnotServer());
        await using var frozen = await RealServers.StartAsync(new KnotServer());
        await using var address = await RealServers.StartAsync(new DnsdistServer(live.EndPoint, frozen.EndPoint));
        await FreezeAsync(live, frozen, log => Cluster.Plain(Service, log, address));
    }
}
