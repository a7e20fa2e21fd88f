using HeadlessDiscovery.Pods.Tests.Networks;

namespace HeadlessDiscovery.Pods.Tests;

/// <summary>A resolv.conf that is written anew while the process runs.</summary>
public sealed class ResolvConfTests() : Scenario(TimeSpan.FromMinutes(3))
{
    private const string Successor = "10.96.0.11";

    [Fact]
    public async Task Pods_move_to_the_name_server_of_a_changed_file()
    {
        var dns = await Network.DnsAsync(Token);
        var pods = await Network.StartAsync(3, Token);
        await Network.PublishAsync(dns, Token, pods);
        await Network.AgreeAsync(Token);

        // What only the new server says can be known from it only.
        var successor = await Network.DnsAsync(Token, Successor);
        foreach (var pod in pods)
        {
            pod.Host.Write(PodNetwork.ResolvConf(Successor));
        }

        var more = await Network.StartAsync(1, Token, [Successor]);
        await Network.PublishAsync(successor, Token, [.. pods, .. more]);
        await Network.AgreeAsync(Token);

        dns.Dispose();
        Network.End(more);
        await Network.PublishAsync(successor, Token, pods);
        await Network.AgreeAsync(Token);
    }
}
