using HeadlessDiscovery.Cluster.Tests.Pods;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.ServiceDiscovery.Tests;

/// <summary>The sample as real processes, each on its own loopback address, against a DNS server of this test.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task Processes_call_each_other_by_the_name_of_their_service_and_follow_who_joins_and_leaves()
    {
        using var limit = new Limit(TimeSpan.FromSeconds(100));
        await using var dns = await HeadlessServiceServer.StartAsync("orders-headless", options => options.Ttl = TimeSpan.FromSeconds(1), limit.Token);
        await using var pods = new PodSet("ServiceDiscoveryApp", "127.0.75");
        var started = await pods.StartAsync(3, [new("HeadlessPeers__ServiceName", "orders-headless"), .. QuickPeers.Settings(dns)], limit.Token);
        var (first, second, third) = (started[0], started[1], started[2]);

        dns.AddPod(first.Address);
        var leaving = dns.AddPod(second.Address);
        await CallsAsync(second.Address);
        dns.AddPod(third.Address);
        await CallsAsync(second.Address, third.Address);
        leaving.Remove();
        await CallsAsync(third.Address);

        Task CallsAsync(params string[] expected) => pods.ReachesAsync(first, "/call", expected, limit.Token);
    }
}
