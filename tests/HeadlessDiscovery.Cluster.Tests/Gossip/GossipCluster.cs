using HeadlessDiscovery.Cluster.Tests.Pods;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Cluster.Tests.Gossip;

/// <summary>Nodes of the Gossip sample in two halves. Each half asks a DNS server of its own, so that the two can be told different things.</summary>
internal sealed class GossipCluster : IAsyncDisposable
{
    private readonly HeadlessServiceServer[] dns = new HeadlessServiceServer[2];
    private readonly PodSet pods = new("Gossip", "127.0.62");
    private readonly SortedDictionary<int, PodProcess> nodes = [];
    private readonly Dictionary<int, ClusterPod[]> named = [];

    /// <summary>The numbers of those that run.</summary>
    public IReadOnlyCollection<int> Nodes => nodes.Keys;

    public static int HalfOf(int node) => node % 2;

    public static async Task<GossipCluster> StartAsync(CancellationToken token)
    {
        var cluster = new GossipCluster();
        for (var half = 0; half < 2; half++)
        {
            cluster.dns[half] = await HeadlessServiceServer.StartAsync("gossip-headless", options => options.Ttl = TimeSpan.FromSeconds(1), token);
        }

        return cluster;
    }

    /// <summary>Starts nodes, names them to everybody, and waits until they answer.</summary>
    public async Task StartAsync(IEnumerable<int> more, CancellationToken token, string period = "00:00:00.250")
    {
        var numbers = more.ToArray();
        foreach (var number in numbers)
        {
            var own = dns[HalfOf(number)];
            nodes[number] = pods.Start(
                number,
                new("HeadlessPeers__NameServers__0", own.NameServer),
                new("HeadlessPeers__ResolvConfPath", own.ResolvConfPath),
                new("HeadlessPeers__MassRemovalHold", "00:00:02"),
                new("Gossip__Period", period));
            named[number] = [.. dns.Select(server => server.AddPod(pods.AddressOf(number)))];
        }

        foreach (var number in numbers)
        {
            await pods.AnswersAsync(nodes[number], "/state", token);
        }
    }

    /// <summary>kill -9. DNS names the dead until it is told to <see cref="Forget"/> them.</summary>
    public async Task KillAsync(IEnumerable<int> some)
    {
        foreach (var number in some)
        {
            await nodes[number].KillAsync();
            nodes.Remove(number);
        }
    }

    public void Forget(IEnumerable<int> some)
    {
        foreach (var pod in some.SelectMany(number => named[number]))
        {
            pod.Remove();
        }
    }

    /// <summary>Each half is told of itself only. Ends when every node knows that, and has ended what it had begun before.</summary>
    public async Task PartAsync(CancellationToken token)
    {
        foreach (var (number, both) in named.Where(node => nodes.ContainsKey(node.Key)))
        {
            var other = 1 - HalfOf(number);
            dns[other].Replica(0).Hide(both[other]);
        }

        foreach (var number in nodes.Keys)
        {
            var own = nodes.Keys.Where(other => HalfOf(other) == HalfOf(number) && other != number).Select(other => nodes[other].Authority).ToHashSet();
            await pods.UntilAsync(async () => own.SetEquals((await StateAsync(number, token)).Peers), token);
        }

        foreach (var number in nodes.Keys)
        {
            var now = (await StateAsync(number, token)).Rounds;
            await pods.UntilAsync(async () => (await StateAsync(number, token)).Rounds > now + 1, token);
        }
    }

    public void Heal()
    {
        dns[0].Replica(0).Show();
        dns[1].Replica(0).Show();
    }

    public Task WriteAsync(int node, string key, string value, CancellationToken token) =>
        pods.PutAsync(nodes[node], $"/map/{key}?value={value}", token);

    public async Task DeleteAsync(int node, string key, CancellationToken token)
    {
        using var response = await pods.Http.DeleteAsync(PodSet.UriOf(nodes[node], $"/map/{key}"), token);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Waits until all of these nodes have exactly this map.</summary>
    public async Task ConvergeAsync(IEnumerable<int> some, IReadOnlyDictionary<string, string> expected, CancellationToken token)
    {
        foreach (var number in some)
        {
            await pods.UntilAsync(
                async () => await pods.ReadAsync<Dictionary<string, string>>(nodes[number], "/map", token) is var map
                    && map.Count == expected.Count && expected.All(entry => map.GetValueOrDefault(entry.Key) == entry.Value),
                token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await pods.DisposeAsync();
        foreach (var server in dns)
        {
            await server.DisposeAsync();
        }
    }

    private Task<NodeState> StateAsync(int node, CancellationToken token) => pods.ReadAsync<NodeState>(nodes[node], "/state", token);

    private sealed record NodeState(long Rounds, string[] Peers);
}
