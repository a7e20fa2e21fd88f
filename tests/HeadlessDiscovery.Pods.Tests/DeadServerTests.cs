using HeadlessDiscovery.Pods.Tests.Networks;

namespace HeadlessDiscovery.Pods.Tests;

/// <summary>Two name servers in resolv.conf, one of which is dead.</summary>
public sealed class DeadServerTests() : Scenario(TimeSpan.FromMinutes(3))
{
    private const string Nobody = "10.96.0.99";
    private const string Second = "10.96.0.11";

    [Theory]
    [InlineData(Nobody, PodNetwork.DnsAddress)]
    [InlineData(PodNetwork.DnsAddress, Nobody)]
    public async Task Pods_come_and_go_beside_a_dead_name_server(string first, string second)
    {
        string[] nameServers = [first, second];
        var dns = await Network.DnsAsync(Token);
        var pods = await Network.StartAsync(3, Token, nameServers);
        await Network.PublishAsync(dns, Token, pods);
        await Network.AgreeAsync(Token);

        var more = await Network.StartAsync(1, Token, nameServers);
        Network.End(pods[0]);
        await Network.PublishAsync(dns, Token, pods[1], pods[2], more[0]);
        await Network.AgreeAsync(Token);
    }

    [Fact]
    public async Task The_first_name_server_is_killed_while_it_is_asked()
    {
        string[] nameServers = [PodNetwork.DnsAddress, Second];
        var first = await Network.DnsAsync(Token);
        var second = await Network.DnsAsync(Token, Second);
        var pods = await Network.StartAsync(3, Token, nameServers);
        await Network.PublishAsync(first, Token, pods);
        await Network.PublishAsync(second, Token, pods);
        await Network.AgreeAsync(Token);

        // Its machine lives: the kernel says at once that nobody listens.
        first.Dispose();
        var more = await Network.StartAsync(1, Token, nameServers);
        Network.End(pods[0]);
        await Network.PublishAsync(second, Token, pods[1], pods[2], more[0]);
        await Network.AgreeAsync(Token);
    }
}
