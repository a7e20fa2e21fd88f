using HeadlessDiscovery.Pods.Tests.Networks;
using HeadlessDiscovery.Pods.Tests.Watching;

namespace HeadlessDiscovery.Pods.Tests;

/// <summary>Pods that ask the cache of their node, at its link-local address, which passes on to the cluster's DNS.</summary>
public sealed class NodeLocalCacheTests() : Scenario(TimeSpan.FromMinutes(5))
{
    [Fact]
    public async Task The_doctor_names_the_cache_beside_a_fault_and_not_by_itself()
    {
        var dns = await Network.DnsAsync(Token);
        await Network.RelayAsync(PodNetwork.NodeLocalAddress, Token);
        var pods = await Network.StartAsync(3, Token, [PodNetwork.NodeLocalAddress]);
        await Network.PublishAsync(dns, Token, pods);
        await Network.AgreeAsync(Token);
        Assert.Empty(await Doctor.FindingsAsync(pods[0].Host, Token));

        await Network.PublishAsync(dns, Token);
        await Network.AgreeAsync(Token);
        Assert.Equal(["HP204", "HP107"], await Doctor.FindingsAsync(pods[0].Host, Token));

        dns.Dispose();
        Assert.Equal(["HP201", "HP107"], await Doctor.FindingsAsync(pods[0].Host, Token));
    }
}
