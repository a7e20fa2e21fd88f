using HeadlessDiscovery.Cluster.Tests.Pods;

namespace HeadlessDiscovery.Cluster.Tests.Gossip;

/// <summary>Processes tell each other what they know, until all know the same.</summary>
public sealed class GossipTests : IDisposable
{
    private readonly Limit limit = new(TimeSpan.FromMinutes(5));
    private readonly Dictionary<string, string> expected = [];

    private CancellationToken Token => limit.Token;

    public void Dispose() => limit.Dispose();

    [Fact]
    public async Task Twenty_processes_agree_after_churn_and_after_a_partition()
    {
        await using var cluster = await GossipCluster.StartAsync(Token);
        await cluster.StartAsync(Enumerable.Range(1, 20), Token);
        foreach (var node in cluster.Nodes)
        {
            await WriteAsync(cluster, node, $"key-{node}", "first");
        }

        await cluster.ConvergeAsync(cluster.Nodes, expected, Token);

        await ChurnAsync(cluster);
        await PartAndHealAsync(cluster);
    }

    [Fact]
    public async Task A_node_that_asks_gives_as_well_as_takes()
    {
        await using var cluster = await GossipCluster.StartAsync(Token);
        await cluster.StartAsync([1], Token, period: "01:00:00");   // begins no round while this test runs
        await cluster.StartAsync([2], Token);

        await WriteAsync(cluster, 1, "of the silent one", "taken");
        await cluster.ConvergeAsync([2], expected, Token);
        await WriteAsync(cluster, 2, "of the asking one", "given");
        await cluster.ConvergeAsync([1], expected, Token);
    }

    private async Task ChurnAsync(GossipCluster cluster)
    {
        int[] killed = [2, 7, 11, 16, 20];
        await cluster.KillAsync(killed);
        foreach (var node in cluster.Nodes)
        {
            await WriteAsync(cluster, node, $"key-{21 - node}", "second");
        }

        await cluster.DeleteAsync(1, "key-5", Token);
        expected.Remove("key-5");
        await cluster.StartAsync(Enumerable.Range(21, killed.Length), Token);
        await cluster.ConvergeAsync(cluster.Nodes, expected, Token);
        cluster.Forget(killed);
        Assert.Equal(20, cluster.Nodes.Count);
    }

    private async Task PartAndHealAsync(GossipCluster cluster)
    {
        await cluster.PartAsync(Token);
        await cluster.WriteAsync(1, "odd", "written", Token);
        await cluster.WriteAsync(24, "even", "written", Token);
        await cluster.WriteAsync(3, "contested", "earlier", Token);
        await cluster.WriteAsync(4, "contested", "later", Token);

        // Each half agrees with itself, and does not know what the other half wrote.
        await cluster.ConvergeAsync(cluster.Nodes.Where(node => GossipCluster.HalfOf(node) == 1), With(("odd", "written"), ("contested", "earlier")), Token);
        await cluster.ConvergeAsync(cluster.Nodes.Where(node => GossipCluster.HalfOf(node) == 0), With(("even", "written"), ("contested", "later")), Token);

        cluster.Heal();
        await cluster.ConvergeAsync(cluster.Nodes, With(("odd", "written"), ("even", "written"), ("contested", "later")), Token);
    }

    private async Task WriteAsync(GossipCluster cluster, int node, string key, string value)
    {
        await cluster.WriteAsync(node, key, value, Token);
        expected[key] = value;
    }

    private Dictionary<string, string> With(params (string Key, string Value)[] more) =>
        new(expected.Concat(more.Select(entry => KeyValuePair.Create(entry.Key, entry.Value))));
}
