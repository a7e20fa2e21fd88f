namespace HeadlessDiscovery.FusionCache.Tests;

/// <summary>What the list of peers means to the backplane: the row of docs/plugs.md.</summary>
public sealed class PeerListTests : SafetyNet, IAsyncLifetime
{
    private CachePod here = null!;
    private CachePod there = null!;

    public async ValueTask InitializeAsync()
    {
        here = await CachePod.StartAsync("127.0.68.1", Token);
        there = await CachePod.StartAsync("127.0.68.2", Token);
        await there.Cache.SetAsync("key", "old", token: Token);
    }

    public async ValueTask DisposeAsync()
    {
        await here.DisposeAsync();
        await there.DisposeAsync();
        Dispose();
    }

    [Fact]
    public async Task A_change_here_is_forgotten_there_and_this_pod_is_not_sent_to()
    {
        CachePod.Connect(here, there);
        await here.ChangeAsync("key", Token);
        await there.Cache.ForgetsAsync("key", Token);
        Assert.Equal([$"{there.Peer}"], (await here.PendingAsync(Token)).Keys);
    }

    [Fact]
    public async Task A_value_that_is_read_or_set_is_no_news_for_the_others()
    {
        CachePod.Connect(here, there);
        await here.Cache.GetOrSetAsync<string>("key", (_, _) => Task.FromResult("read"), token: Token);
        await here.Cache.SetAsync("key", "set", token: Token);

        // Messages keep their order: this one comes after any of those.
        await there.Cache.SetAsync("later", "old", token: Token);
        await here.ChangeAsync("later", Token);
        await there.Cache.ForgetsAsync("later", Token);
        Assert.True(await there.Cache.HasAsync("key", Token));
    }

    [Fact]
    public async Task What_is_published_before_the_first_answer_is_sent_after_it()
    {
        await here.ChangeAsync("key", Token);
        Assert.True(await there.Cache.HasAsync("key", Token));
        CachePod.Connect(here, there);
        await there.Cache.ForgetsAsync("key", Token);
    }

    [Fact]
    public async Task An_empty_list_sends_to_nobody_and_what_was_published_is_sent_to_a_peer_that_joins()
    {
        here.Peers.Empty();
        await here.ChangeAsync("key", Token);
        Assert.Empty(await here.PendingAsync(Token));
        Assert.True(await there.Cache.HasAsync("key", Token));
        CachePod.Connect(here, there);
        await there.Cache.ForgetsAsync("key", Token);
    }

    [Fact]
    public async Task A_stale_list_is_sent_to()
    {
        CachePod.Connect(here, there);
        here.Peers.GoStale();
        await here.ChangeAsync("key", Token);
        await there.Cache.ForgetsAsync("key", Token);
    }

    [Fact]
    public async Task A_held_peer_is_sent_to()
    {
        CachePod.Connect(here, there);
        here.Peers.Hold($"{there.Peer}");
        await here.ChangeAsync("key", Token);
        await there.Cache.ForgetsAsync("key", Token);
    }

    [Fact]
    public async Task A_peer_that_left_is_sent_to_no_more()
    {
        CachePod.Connect(here, there);
        await CacheWait.UntilAsync(async () => (await here.PendingAsync(Token)).Count == 1, Token);
        here.Peers.Remove($"{there.Peer}");
        await CacheWait.UntilAsync(async () => (await here.PendingAsync(Token)).Count == 0, Token);
    }
}
