namespace HeadlessDiscovery.Testing.Tests.Fakes;

public sealed class UntilAsyncTests : IDisposable
{
    private readonly FakePeerResolver peers = new("orders");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => peers.Dispose();

    [Fact]
    public async Task Gives_what_is_known_at_once_where_the_condition_holds()
    {
        peers.Set("10.0.0.1");
        Assert.Same(peers.Current, await peers.UntilAsync(now => now.Count == 1, Token));
    }

    [Fact]
    public async Task Waits_for_the_version_that_fits()
    {
        var wait = peers.UntilAsync(now => now.Count == 2, Token);
        peers.Set("10.0.0.1");
        Assert.False(wait.IsCompleted);
        peers.Add("10.0.0.2");
        Assert.Equal(2, (await wait).Count);
        Assert.Equal(0, peers.OpenStreams);
    }

    [Fact]
    public async Task A_cancelled_wait_lists_what_it_saw_and_carries_the_callers_token()
    {
        using var mine = new CancellationTokenSource();
        var seen = new TaskCompletionSource();
        peers.Set("10.0.0.1:5000").GoStale();
        var wait = peers.UntilAsync(now => now.Count == 3 || !seen.TrySetResult(), mine.Token).AsTask();
        await seen.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        await mine.CancelAsync();
        var thrown = await Assert.ThrowsAsync<PeerConditionException>(() => wait);
        Assert.Equal(mine.Token, thrown.CancellationToken);
        Assert.Equal(
            "The wait for `now => now.Count == 3 || !seen.TrySetResult()` on 'orders' was cancelled before it held. Seen:\n"
            + "  v2: 1 peer, stale, self Absent [10.0.0.1:5000], last lookup Unknown servfail",
            thrown.Message);
    }

    [Fact]
    public async Task A_wait_with_a_cancelled_token_saw_nothing()
    {
        using var mine = new CancellationTokenSource();
        await mine.CancelAsync();
        var thrown = await Assert.ThrowsAsync<PeerConditionException>(() => peers.UntilAsync(now => now.IsResolved, mine.Token).AsTask());
        Assert.Equal(mine.Token, thrown.CancellationToken);
        Assert.EndsWith("Seen: nothing.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_condition_throws_comes_through() =>
        await Assert.ThrowsAsync<FormatException>(() => peers.UntilAsync(_ => throw new FormatException(), Token).AsTask());
}
