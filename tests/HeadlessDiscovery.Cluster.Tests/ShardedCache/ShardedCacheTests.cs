using HeadlessDiscovery.Cluster.Tests.Pods;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Cluster.Tests.ShardedCache;

/// <summary>Processes that each cache the keys they own, while the members of their service change.</summary>
public sealed class ShardedCacheTests : IAsyncLifetime
{
    private static readonly string[] Keys = [.. Enumerable.Range(1, 60).Select(n => $"price:{n}")];

    private readonly Limit limit = new(TimeSpan.FromMinutes(4));
    private readonly PodSet pods = new("ShardedCache", "127.0.67");
    private readonly List<PodProcess> running = [];
    private HeadlessServiceServer dns = null!;

    private CancellationToken Token => limit.Token;

    public async ValueTask InitializeAsync() =>
        dns = await HeadlessServiceServer.StartAsync("prices-headless", options => options.Ttl = TimeSpan.FromSeconds(1), Token);

    public async ValueTask DisposeAsync()
    {
        await pods.DisposeAsync();
        await dns.DisposeAsync();
        limit.Dispose();
    }

    [Fact]
    public async Task Three_pods_then_five_then_an_outage_then_none_then_three()
    {
        await ListAsync(3);
        Assert.Equal(Keys.Length, await AskEachPodAsync());   // each key was read once, though each pod was asked for it
        var three = Owners(3);
        Assert.Equal(three, await CachedAsync());

        await ListAsync(5);
        var five = Owners(5);
        var moved = Keys.Where(key => three[key] != five[key]).ToArray();
        Assert.InRange(moved.Length, 1, Keys.Length - 1);
        NonEmpty.All(moved, key => Assert.Contains(five[key], running.Skip(3).Select(pod => pod.Authority)));
        Assert.Equal(moved.Length, await AskEachPodAsync());
        Assert.Equal(five, await CachedAsync());

        dns.Faults.ServFail();
        await UntilAsync(state => state.IsStale);
        Assert.Equal(0, await AskEachPodAsync());
        Assert.Equal(five, await CachedAsync());

        dns.SetPods();
        dns.Faults.Clear();
        await UntilAsync(state => state.Members.Length == 0 && state.Cached.Length == 0);
        Assert.Equal(Keys.Length * running.Count, await AskEachPodAsync());
        Assert.Empty(await CachedAsync());

        await ListAsync(3);
        Assert.Equal(Keys.Length, await AskEachPodAsync());
        Assert.Equal(three, await CachedAsync());
    }

    [Fact]
    public async Task A_dead_owner_costs_no_answer()
    {
        await ListAsync(3);
        var owners = Owners(3);
        await running[2].KillAsync();
        var dead = running[2].Authority;
        running.RemoveAt(2);

        await AskEachPodAsync();
        var cached = await CachedAsync();
        Assert.Contains(dead, owners.Values);
        NonEmpty.All(owners, owner => Assert.Equal(owner.Value != dead, cached.ContainsKey(owner.Key)));
    }

    /// <summary>DNS lists so many pods, and each of them knows it, and keeps no key that is another's.</summary>
    private async Task ListAsync(int count)
    {
        while (running.Count < count)
        {
            running.Add(pods.Start(
                running.Count + 1,
                new("HeadlessPeers__NameServers__0", dns.NameServer),
                new("HeadlessPeers__ResolvConfPath", dns.ResolvConfPath),
                new("HeadlessPeers__MassRemovalHold", "00:00:02")));
            await pods.AnswersAsync(running[^1], "/state", Token);
        }

        dns.SetPods([.. running.Take(count).Select(pod => pod.Address)]);
        var members = running.Take(count).Select(pod => pod.Authority).ToHashSet();
        await UntilAsync(state => members.SetEquals(state.Members));
        var owners = Owners(count);
        foreach (var pod in running)
        {
            await pods.UntilAsync(async () => (await StateAsync(pod)).Cached.All(key => owners[key] == pod.Authority), Token);
        }
    }

    /// <summary>Who owns each key, as this process computes it.</summary>
    private Dictionary<string, string> Owners(int count)
    {
        var snapshot = new PeerSnapshot(running.Take(count).Select(pod => Peer.Parse(pod.Authority)));
        return Keys.ToDictionary(key => key, key => $"{snapshot.OwnerOf(key)}");
    }

    /// <summary>Which pod has a key; no key is on two.</summary>
    private async Task<Dictionary<string, string>> CachedAsync()
    {
        var cached = new Dictionary<string, string>();
        foreach (var pod in running)
        {
            foreach (var key in (await StateAsync(pod)).Cached)
            {
                cached.Add(key, pod.Authority);
            }
        }

        return cached;
    }

    /// <returns>How many times that read the source.</returns>
    private async Task<int> AskEachPodAsync()
    {
        var before = await ReadsAsync();
        foreach (var pod in running)
        {
            await Parallel.ForEachAsync(Keys, Token, async (key, token) => Assert.Equal($"price of {key}", await pods.GetAsync(pod, $"/prices/{key}", token)));
        }

        return await ReadsAsync() - before;
    }

    private async Task<int> ReadsAsync() => (await Task.WhenAll(running.Select(StateAsync))).Sum(state => state.Reads);

    private async Task UntilAsync(Func<ShardState, bool> condition)
    {
        foreach (var pod in running)
        {
            await pods.UntilAsync(async () => condition(await StateAsync(pod)), Token);
        }
    }

    private Task<ShardState> StateAsync(PodProcess pod) => pods.ReadAsync<ShardState>(pod, "/state", Token);

    private sealed record ShardState(bool IsStale, string[] Members, string[] Cached, int Reads);
}
