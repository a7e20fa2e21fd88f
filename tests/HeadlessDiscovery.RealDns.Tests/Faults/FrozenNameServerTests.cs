using HeadlessDiscovery.RealDns.Tests.Servers;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>Two name servers in resolv.conf that are asked in turn (<c>options rotate</c>).</summary>
public sealed class FrozenNameServerTests : FrozenServerTests
{
    [Fact]
    public async Task A_frozen_name_server_costs_three_removals_at_most_and_one_warning()
    {
        Installed.RequirePrograms(Installed.Knot);
        await using var live = await RealServers.StartAsync(new KnotServer());
        await using var frozen = await RealServers.StartAsync(new KnotServer());
        await FreezeAsync(live, frozen, log => Cluster.Rotated(Service, log, live, frozen));
    }
}
