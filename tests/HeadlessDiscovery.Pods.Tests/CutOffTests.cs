namespace HeadlessDiscovery.Pods.Tests;

/// <summary>A pod that DNS does not reach any more.</summary>
public sealed class CutOffTests() : Scenario(TimeSpan.FromMinutes(3))
{
    [Fact]
    public async Task A_pod_without_DNS_keeps_its_peers_and_catches_up()
    {
        var dns = await Network.DnsAsync(Token);
        var pods = await Network.StartAsync(3, Token);
        await Network.PublishAsync(dns, Token, pods);
        await Network.AgreeAsync(Token);

        var cut = pods[2];
        var before = cut.Last!.Peers;
        cut.Host.Drop("meta l4proto { tcp, udp } th sport 53");
        var more = await Network.StartAsync(1, Token);
        await Network.PublishAsync(dns, Token, pods[1], cut, more[0]);
        Network.End(pods[0]);
        await Network.AgreeAsync(Token, pods[1], more[0]);
        await Network.UntilAsync(() => cut.Last!.IsStale, Token);
        Assert.Equal(before, cut.Last!.Peers);

        cut.Host.LetIn();
        await Network.AgreeAsync(Token);
    }
}
