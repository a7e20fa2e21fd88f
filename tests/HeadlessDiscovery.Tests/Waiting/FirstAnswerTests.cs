using HeadlessDiscovery.Testing;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tests;

/// <summary>A bound on the wait for the first verified answer never looks as if there were nobody.</summary>
public sealed class FirstAnswerTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private readonly FakeTimeProvider time = new();
    private readonly FakePeerResolver peers = new("orders");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => peers.Dispose();

    [Fact]
    public async Task When_time_runs_out_it_throws_with_the_reason_of_the_last_lookup()
    {
        peers.Unresolve(LookupReason.ServFail);
        var wait = peers.GetPeersAsync(Limit, time, Token).AsTask();
        time.Advance(Limit - TimeSpan.FromTicks(1));
        Assert.False(wait.IsCompleted);
        time.Advance(TimeSpan.FromTicks(1));
        var thrown = await Assert.ThrowsAsync<PeerResolutionException>(() => wait);
        Assert.Equal((LookupReason.ServFail, "orders"), (thrown.Reason, thrown.ServiceName));
        Assert.Equal("There was no verified DNS answer for 'orders' within 00:00:05 (servfail). It is unknown whether there are peers.", thrown.Message);
    }

    [Fact]
    public async Task Where_no_lookup_has_ended_the_reason_is_Deadline()
    {
        var thrown = await Assert.ThrowsAsync<PeerResolutionException>(() => peers.GetPeersAsync(TimeSpan.Zero, time, Token).AsTask());
        Assert.Equal(LookupReason.Deadline, thrown.Reason);
    }

    [Fact]
    public async Task An_answer_in_time_is_the_answer_an_empty_one_too()
    {
        var wait = peers.GetPeersAsync(Limit, time, Token).AsTask();
        peers.Empty();
        Assert.Empty(await wait);
        Assert.Empty(await peers.GetPeersAsync(TimeSpan.Zero, time, Token));
    }

    [Fact]
    public async Task Stale_peers_are_given_at_once()
    {
        peers.Set("10.0.0.1").GoStale();
        Assert.Single(await peers.GetPeersAsync(TimeSpan.Zero, time, Token));
    }

    [Fact]
    public async Task The_callers_token_comes_first_and_is_in_the_exception()
    {
        using var caller = new CancellationTokenSource();
        var wait = peers.GetPeersAsync(Limit, time, caller.Token).AsTask();
        await caller.CancelAsync();
        Assert.Equal(caller.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait)).CancellationToken);
        time.Advance(Limit);
        Assert.Equal(caller.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => peers.GetPeersAsync(Limit, time, caller.Token).AsTask())).CancellationToken);
    }

    [Fact]
    public async Task Disposal_ends_the_wait()
    {
        var wait = peers.GetPeersAsync(Limit, time, Token).AsTask();
        peers.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => wait);
    }

    [Fact]
    public async Task A_call_of_all_peers_throws_and_calls_nobody()
    {
        var called = 0;
        var options = new PeerCallOptions { FirstAnswerTimeout = Limit, TimeProvider = time };
        var all = peers.CallAllAsync(Call, options, Token).AsTask();
        var each = peers.CallEachAsync(Call, options, Token).GetAsyncEnumerator(Token).MoveNextAsync().AsTask();
        time.Advance(Limit);
        await Assert.ThrowsAsync<PeerResolutionException>(() => all);
        await Assert.ThrowsAsync<PeerResolutionException>(() => each);
        Assert.Equal(0, called);
        peers.Set("10.0.0.1");
        Assert.True((await peers.CallAllAsync(Call, options, Token)).AllSucceeded);
        Assert.Equal(1, called);

        ValueTask<int> Call(Peer peer, CancellationToken stop) => ValueTask.FromResult(Interlocked.Increment(ref called));
    }

    [Fact]
    public async Task By_default_there_is_no_bound()
    {
        var wait = peers.CallAllAsync((peer, _) => ValueTask.FromResult(peer), new PeerCallOptions { TimeProvider = time }, Token).AsTask();
        time.Advance(TimeSpan.FromDays(40));
        Assert.False(wait.IsCompleted);
        peers.Set("10.0.0.1");
        Assert.Single(await wait);
    }

    [Fact]
    public async Task Bounds_are_refused_with_what_is_allowed()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>("timeout", () => peers.GetPeersAsync(TimeSpan.FromTicks(-1), cancellationToken: Token).AsTask());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>("timeout", () => peers.GetPeersAsync(TimeSpan.FromDays(50), cancellationToken: Token).AsTask());
        await Assert.ThrowsAsync<ArgumentNullException>("resolver", () => ((IPeerResolver)null!).GetPeersAsync(Limit, cancellationToken: Token).AsTask());
        var refused = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => peers.CallAllAsync((peer, _) => ValueTask.FromResult(peer), new PeerCallOptions { FirstAnswerTimeout = TimeSpan.FromDays(50) }, Token).AsTask());
        Assert.Contains("but was 50.00:00:00", refused.Message, StringComparison.Ordinal);
    }
}
