namespace HeadlessDiscovery.Pods.Tests;

/// <summary>A network that loses questions on their way to the DNS server.</summary>
public sealed class LossTests() : Scenario(TimeSpan.FromMinutes(5))
{
    [Theory]
    [InlineData(5, 1)]
    [InlineData(20, 5)]
    public async Task Pods_come_and_go_while_questions_are_lost(int percent, int lost)
    {
        var dns = await Network.DnsAsync(Token);
        dns.Host.Drop($"udp dport 53 numgen random mod 100 < {percent}");
        var pods = await Network.StartAsync(3, Token);
        await Network.PublishAsync(dns, Token, pods);
        await Network.AgreeAsync(Token);

        var more = await Network.StartAsync(1, Token);
        await Network.PublishAsync(dns, Token, [.. pods, .. more]);
        await Network.AgreeAsync(Token);

        // Chance decides when a question is lost; nobody leaves until enough of them were.
        await Network.UntilAsync(() => dns.Host.Dropped() >= lost, Token);
        await Network.AgreeAsync(Token);
        NonEmpty.All(pods, pod => Assert.DoesNotContain(pod.Story, told => told.Removed.Count > 0));

        Network.End(pods[0]);
        await Network.PublishAsync(dns, Token, pods[1], pods[2], more[0]);
        await Network.AgreeAsync(Token);
    }
}
