using HeadlessDiscovery.Cluster.Tests.Pods;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Yarp.Tests;

/// <summary>The sample as real processes, each on its own loopback address, against a DNS server of this test.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task A_proxy_reaches_the_other_processes_and_follows_who_joins_and_leaves()
    {
        using var limit = new Limit(TimeSpan.FromSeconds(100));
        await using var dns = await HeadlessServiceServer.StartAsync("orders-headless", options => options.Ttl = TimeSpan.FromSeconds(1), limit.Token);
        await using var pods = new PodSet("YarpApp", "127.0.76");
        var started = await pods.StartAsync(3, QuickPeers.Settings(dns), limit.Token);
        var (proxy, second, third) = (started[0], started[1], started[2]);

        dns.AddPod(proxy.Address);
        var leaving = dns.AddPod(second.Address);
        await ReachesAsync(second.Address);
        dns.AddPod(third.Address);
        await ReachesAsync(second.Address, third.Address);
        leaving.Remove();
        await ReachesAsync(third.Address);

        Task ReachesAsync(params string[] expected) => pods.ReachesAsync(proxy, "/orders/whoami", expected, limit.Token);
    }
}
