using HeadlessDiscovery.Pods.Tests.Networks;
using HeadlessDiscovery.Pods.Tests.Watching;

namespace HeadlessDiscovery.Pods.Tests;

/// <summary>Nodes whose name server is systemd-resolved: it shuffles its cached copies, and lets a query wait for the one before it.</summary>
public sealed class ResolvedTests() : Scenario(TimeSpan.FromMinutes(5))
{
    private const string Probe = "probe.default.svc.cluster.local";
    private const string SingleLabel = "orders";

    // Asked anew, it would be answered within milliseconds.
    private static readonly TimeSpan LeastJoined = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Pods_come_and_go_where_a_query_waits_for_the_lost_one_before_it()
    {
        Resolved.Require();
        var dns = await Network.DnsAsync(Token);
        var pods = await Network.StartResolvedAsync(3, Token);
        await Network.PublishAsync(dns, Token, pods);
        await Network.AgreeAsync(Token);

        // The network is well again when the second query for the name comes.
        dns.Host.Drop("udp dport 53");
        var lost = Asked.OneAsync(pods[0].Host, Resolved.StubAddress, Probe, "A", Token);
        await Network.UntilAsync(() => dns.Host.Dropped() > 0 && pods.All(pod => pod.Last!.IsStale), Token);
        dns.Host.LetIn();
        var joined = await Asked.OneAsync(pods[0].Host, Resolved.StubAddress, Probe, "A", Token);
        TestContext.Current.TestOutputHelper?.WriteLine($"The lost query took {(await lost).Duration.TotalSeconds:F1} s, the one after it {joined.Duration.TotalSeconds:F1} s.");
        Assert.True(joined.Duration > LeastJoined, joined.ToString());
        await Network.AgreeAsync(Token);

        var more = await Network.StartResolvedAsync(1, Token);
        Network.End(pods[0]);
        await Network.PublishAsync(dns, Token, pods[1], pods[2], more[0]);
        await Network.AgreeAsync(Token);
    }

    [Theory]
    [InlineData("A", "v4", "Refused aa 0")]
    [InlineData("AAAA", "v6", "NotExistentDomain aa 0")]
    public async Task A_single_label_that_is_asked_by_LLMNR_proves_nothing(string type, string family, string answer)
    {
        Resolved.Require();
        var dns = await Network.DnsAsync(Token);
        var pods = await Network.StartResolvedAsync(1, Token);
        await Network.PublishAsync(dns, Token, pods);
        await Network.AgreeAsync(Token);

        // No SOA: nobody answered, and no DNS server was asked.
        Assert.Equal(answer, (await Asked.OneAsync(pods[0].Host, Resolved.StubAddress, SingleLabel, type, Token)).Answer);
        Assert.Equal("unknown", await Resolution.OutcomeAsync(pods[0].Host, $"{SingleLabel}.", family, Token));
    }
}
