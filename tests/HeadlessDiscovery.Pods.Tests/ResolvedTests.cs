using System.Text;
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
        dns.Host.Drop(QueryFor("probe"));
        var lost = Asked.OneAsync(pods[0].Host, Resolved.StubAddress, Probe, "A", Token);
        await Network.UntilAsync(() => dns.Host.Dropped() > 0, Token);
        dns.Host.LetIn();
        var joined = await Asked.OneAsync(pods[0].Host, Resolved.StubAddress, Probe, "A", Token);
        TestContext.Current.TestOutputHelper?.WriteLine($"The lost query took {(await lost).Duration.TotalSeconds:F1} s, the one after it {joined.Duration.TotalSeconds:F1} s.");
        Assert.True(joined.Duration > LeastJoined, joined.ToString());

        // The same with the queries of the pods, while one leaves and one joins.
        dns.Host.Drop(QueryFor(PodNetwork.Service));
        await Network.UntilAsync(() => dns.Host.Dropped() >= pods.Length, Token);
        dns.Host.LetIn();
        var more = await Network.StartResolvedAsync(1, Token);
        Network.End(pods[0]);
        await Network.PublishAsync(dns, Token, pods[1], pods[2], more[0]);
        await Network.AgreeAsync(Token);
    }

    [Theory]
    [InlineData("A", "v4")]
    [InlineData("AAAA", "v6")]
    public async Task A_single_label_that_is_asked_by_LLMNR_proves_nothing(string type, string family)
    {
        Resolved.Require();
        var dns = await Network.DnsAsync(Token);
        var pods = await Network.StartResolvedAsync(1, Token);
        await Network.PublishAsync(dns, Token, pods);
        await Network.AgreeAsync(Token);

        // The one or the other, and no SOA: nobody answered, and no DNS server was asked.
        var asked = await Asked.OneAsync(pods[0].Host, Resolved.StubAddress, SingleLabel, type, Token);
        TestContext.Current.TestOutputHelper?.WriteLine(asked.ToString());
        Assert.Contains(asked.Answer, (string[])["NotExistentDomain aa 0", "Refused aa 0"]);
        Assert.Equal("unknown", await Resolution.OutcomeAsync(pods[0].Host, $"{SingleLabel}.", family, Token));
    }

    // The first label of the query, behind 8 bytes of UDP and 12 of DNS.
    private static string QueryFor(string label) =>
        $"udp dport 53 @th,160,{8 * (label.Length + 1)} 0x{label.Length:x2}{Convert.ToHexStringLower(Encoding.ASCII.GetBytes(label))}";
}
