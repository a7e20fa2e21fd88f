using HeadlessDiscovery.Pods.Tests.Watching;

namespace HeadlessDiscovery.Pods.Tests;

/// <summary>A Deployment through its life, watched by each of its pods and by a client that is no pod of it.</summary>
public sealed class DeploymentTests() : Scenario(TimeSpan.FromMinutes(8))
{
    private const int Few = 3;
    private const int Many = 10;

    [Fact]
    public async Task Three_pods_become_ten_are_rolled_become_one_none_and_three_again()
    {
        var dns = await Network.DnsAsync(Token);
        var client = (await Network.StartAsync(1, Token))[0];
        List<Pod> pods = [.. await Network.StartAsync(Few, Token)];
        await Network.PublishAsync(dns, Token, pods);
        await Network.AgreeAsync(Token);

        pods.AddRange(await Network.StartAsync(Many - Few, Token));
        await Network.PublishAsync(dns, Token, pods);
        await Network.AgreeAsync(Token);

        for (var i = 0; i < Many; i++)
        {
            var old = pods[0];
            pods.RemoveAt(0);
            pods.AddRange(await Network.StartAsync(1, Token));
            await Network.PublishAsync(dns, Token, pods);
            Network.End(old);
            await Network.UntilAsync(() => pods[^1].Last is { Self: "present" }, Token);
        }

        await Network.AgreeAsync(Token);

        await Network.PublishAsync(dns, Token, pods[0]);
        Network.End(pods.Skip(1));
        await Network.AgreeAsync(Token);

        // The last pod still runs while it is terminating: it learns that it is no longer listed.
        await Network.PublishAsync(dns, Token);
        await Network.AgreeAsync(Token);
        Assert.Equal("lost", pods[0].Last!.Self);
        Assert.Equal("empty", client.Last!.State);
        Network.End(pods[0]);

        await Network.PublishAsync(dns, Token, await Network.StartAsync(Few, Token));
        await Network.AgreeAsync(Token);
    }
}
