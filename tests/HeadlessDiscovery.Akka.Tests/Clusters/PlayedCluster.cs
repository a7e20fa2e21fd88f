using HeadlessDiscovery.Akka.Tests.Support;
using HeadlessDiscovery.Cluster.Tests.Pods;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Akka.Tests.Clusters;

/// <summary>Processes of the AkkaCluster sample. Each has a DNS server of its own, so that each can see other pods.</summary>
internal sealed class PlayedCluster(string prefix, int requiredMembers) : IAsyncDisposable
{
    private readonly PodSet pods = new("AkkaCluster", prefix);
    private readonly SortedDictionary<int, HeadlessServiceServer> views = [];
    private readonly SortedDictionary<int, PodProcess> nodes = [];
    private readonly int remotingPort = FreePort.On($"{prefix}.1");

    public IReadOnlyCollection<int> Nodes => nodes.Keys;

    /// <summary>Starts a process that sees nobody, or what it saw before it was killed.</summary>
    public async Task StartAsync(int node, CancellationToken token, TimeSpan? stableFor = null, TimeSpan? retryInterval = null)
    {
        if (!views.TryGetValue(node, out var view))
        {
            views[node] = view = await HeadlessServiceServer.StartAsync("orders-headless", options => options.Ttl = TimeSpan.FromSeconds(1), token);
        }

        nodes[node] = pods.Start(
            node,
            new("HeadlessPeers__NameServers__0", view.NameServer),
            new("HeadlessPeers__ResolvConfPath", view.ResolvConfPath),
            new("HeadlessPeers__MassRemovalHold", "00:00:02"),
            new("HeadlessPeers__AttemptTimeout", "00:00:01"),
            new("Akka__Port", $"{remotingPort}"),
            new("Akka__Replicas", $"{requiredMembers}"),
            new("Akka__StableFor", $"{stableFor ?? TimeSpan.FromSeconds(1)}"),
            new("Akka__RetryInterval", $"{retryInterval ?? TimeSpan.FromSeconds(2)}"));
    }

    public async Task StartAsync(IEnumerable<int> some, CancellationToken token, TimeSpan? stableFor = null, TimeSpan? retryInterval = null)
    {
        foreach (var node in some)
        {
            await StartAsync(node, token, stableFor, retryInterval);
        }
    }

    /// <summary>What DNS lists to one pod.</summary>
    public void See(int viewer, params int[] listed) => views[viewer].SetPods([.. listed.Select(pods.AddressOf)]);

    public void SeeAlso(int viewer, int listed) => views[viewer].AddPod(pods.AddressOf(listed));

    /// <summary>What DNS lists to everybody who runs.</summary>
    public void AllSee(params int[] listed)
    {
        foreach (var viewer in nodes.Keys)
        {
            See(viewer, listed);
        }
    }

    public HeadlessServiceServer ViewOf(int node) => views[node];

    /// <summary>kill -9.</summary>
    public Task KillAsync(int node)
    {
        nodes.Remove(node, out var process);
        return process!.KillAsync();
    }

    /// <summary>SIGTERM, and the end of the process.</summary>
    public async Task TerminateAsync(int node, CancellationToken token)
    {
        nodes.Remove(node, out var process);
        process!.Terminate();
        await process.WaitForExitAsync(token);
    }

    public Task SaidAsync(int node, string text, CancellationToken token) => SaidAsync(node, text, text, times: 1, token);

    /// <summary>Waits until the process has written as many lines with both texts.</summary>
    public Task SaidAsync(int node, string text, string other, int times, CancellationToken token) => pods.UntilAsync(
        () => Task.FromResult(nodes[node].Output.Split('\n').Count(line => line.Contains(text, StringComparison.Ordinal) && line.Contains(other, StringComparison.Ordinal)) >= times),
        token);

    /// <summary>Waits until these nodes are one cluster: each has exactly these members, and all of them up.</summary>
    public Task AreOneAsync(IReadOnlyCollection<int> some, CancellationToken token) => HaveMembersAsync(some, some, token);

    public async Task HaveMembersAsync(IEnumerable<int> some, IReadOnlyCollection<int> members, CancellationToken token)
    {
        var expected = members.Select(pods.AddressOf).ToHashSet();
        foreach (var node in some)
        {
            await pods.AnswersAsync(nodes[node], "/cluster", token);
            await pods.UntilAsync(async () => expected.SetEquals((await StateAsync(node, token)).Up), token);
        }
    }

    public async Task<string?> LeaderAsync(int node, CancellationToken token) => (await StateAsync(node, token)).Leader;

    public async Task SeesAsync(int node, IEnumerable<int> listed, CancellationToken token)
    {
        var expected = listed.Select(pods.AddressOf).ToHashSet();
        await pods.AnswersAsync(nodes[node], "/peers", token);
        await pods.UntilAsync(async () => expected.SetEquals(await pods.ReadAsync<string[]>(nodes[node], "/peers", token)), token);
    }

    public string AddressOf(int node) => pods.AddressOf(node);

    public Task<NodeState> StateAsync(int node, CancellationToken token) => pods.ReadAsync<NodeState>(nodes[node], "/cluster", token);

    public async ValueTask DisposeAsync()
    {
        await pods.DisposeAsync();
        foreach (var view in views.Values)
        {
            await view.DisposeAsync();
        }
    }

    internal sealed record NodeState(string Status, string? Leader, string[] Up);
}
