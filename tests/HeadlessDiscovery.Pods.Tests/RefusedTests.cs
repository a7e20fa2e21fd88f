namespace HeadlessDiscovery.Pods.Tests;

/// <summary>A name server in front of which a node refuses with an ICMP error.</summary>
public sealed class RefusedTests() : Scenario(TimeSpan.FromMinutes(3))
{
    [Theory]
    [InlineData("port-unreachable")]
    [InlineData("host-unreachable")]
    [InlineData("net-unreachable")]
    [InlineData("admin-prohibited")]
    public async Task A_refusal_is_seen_as_one_and_not_as_silence(string icmp)
    {
        var dns = await Network.DnsAsync(Token);
        var pods = await Network.StartAsync(2, Token);
        await Network.PublishAsync(dns, Token, pods);
        await Network.AgreeAsync(Token);

        dns.Host.Refuse("udp dport 53", icmp);
        await Network.UntilAsync(() => pods.All(pod => pod.Last!.IsStale), Token);
        NonEmpty.All(pods, pod => Assert.Equal("network", pod.Last!.Reason));

        dns.Host.LetIn();
        await Network.AgreeAsync(Token);
    }
}
