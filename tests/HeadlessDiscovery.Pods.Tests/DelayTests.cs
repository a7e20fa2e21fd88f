using HeadlessDiscovery.Pods.Tests.Programs;

namespace HeadlessDiscovery.Pods.Tests;

/// <summary>A DNS server that answers five seconds late, which is when a try ends.</summary>
public sealed class DelayTests() : Scenario(TimeSpan.FromMinutes(4))
{
    private const string RelayAddress = "10.96.0.12";

    [Fact]
    public async Task Late_answers_remove_nobody_and_all_catch_up_when_answers_are_in_time()
    {
        var dns = await Network.DnsAsync(Token);
        var relay = await Network.RelayAsync(RelayAddress, Token);
        var pods = await Network.StartAsync(3, Token, [RelayAddress]);
        await Network.PublishAsync(dns, Token, pods);
        await Network.AgreeAsync(Token);

        await relay.TellAsync($"{RelayProgram.Delay} 5", Token);
        await Network.UntilAsync(() => pods.All(pod => pod.Last!.IsStale), Token);
        NonEmpty.All(pods, pod => Assert.Equal(2, pod.Last!.Peers.Count));
        var more = await Network.StartAsync(1, Token, [RelayAddress]);
        Network.End(pods[0]);
        await Network.PublishAsync(dns, Token, pods[1], pods[2], more[0]);

        await relay.TellAsync($"{RelayProgram.Delay} 0", Token);
        await Network.AgreeAsync(Token);
    }
}
