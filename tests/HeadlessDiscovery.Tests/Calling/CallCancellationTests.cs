using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Tests.Calling;

public sealed class CallCancellationTests
{
    public static TheoryData<string> Both => ["each", "all"];

    [Theory]
    [MemberData(nameof(Both))]
    public async Task A_token_cancelled_before_ends_the_call_with_that_token(string which)
    {
        using var mine = new CancellationTokenSource();
        await mine.CancelAsync();
        var peers = new FakePeerResolver().Set("10.0.0.1");
        await ExpectMineAsync(mine, () => RunAsync(which, peers, (_, _) => throw new InvalidOperationException("Called nevertheless."), mine.Token));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task A_token_cancelled_before_the_first_answer_ends_the_call_with_that_token(string which)
    {
        using var mine = new CancellationTokenSource();
        var running = RunAsync(which, new FakePeerResolver(), (peer, _) => Calls.Echo(peer), mine.Token);
        Assert.False(running.IsCompleted);
        await mine.CancelAsync();
        await ExpectMineAsync(mine, () => running);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task A_token_cancelled_during_the_calls_ends_them_with_that_token(string which)
    {
        using var mine = new CancellationTokenSource();
        var peers = new FakePeerResolver().Set("10.0.0.1", "10.0.0.2");
        var (began, told) = (new TaskCompletionSource(), new TaskCompletionSource());
        var running = RunAsync(
            which,
            peers,
            (peer, token) =>
            {
                if (peer == Peer.Parse("10.0.0.1"))
                {
                    return Calls.Echo(peer);
                }

                token.Register(told.SetResult);
                began.SetResult();
                return Calls.ForEver(CancellationToken.None);
            },
            mine.Token);
        await began.Task.WaitAsync(TestContext.Current.CancellationToken);
        await mine.CancelAsync();
        await ExpectMineAsync(mine, () => running);
        await told.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, peers.OpenStreams);
    }

    [Fact]
    public async Task Replies_that_wait_to_be_read_are_not_given_after_the_cancellation()
    {
        using var mine = new CancellationTokenSource();
        var peers = new FakePeerResolver().Set("10.0.0.1", "10.0.0.2", "10.0.0.3");
        var read = 0;
        await ExpectMineAsync(mine, async () =>
        {
            await foreach (var reply in peers.CallEachAsync((peer, _) => Calls.Echo(peer), null, mine.Token))
            {
                read++;
                await mine.CancelAsync();
            }
        });
        Assert.Equal(1, read);
    }

    [Fact]
    public async Task The_token_of_the_enumeration_counts_too()
    {
        using var mine = new CancellationTokenSource();
        await mine.CancelAsync();
        var each = new FakePeerResolver().Set("10.0.0.1").CallEachAsync((peer, _) => Calls.Echo(peer), null, CancellationToken.None);
        await ExpectMineAsync(mine, async () =>
        {
            await foreach (var reply in each.WithCancellation(mine.Token))
            {
                Assert.Fail($"Not expected: {reply}");
            }
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_two_tokens_the_one_that_is_cancelled_during_the_calls_is_carried(bool isCall)
    {
        using var call = new CancellationTokenSource();
        using var enumeration = new CancellationTokenSource();
        var mine = isCall ? call : enumeration;
        var peers = new FakePeerResolver().Set("10.0.0.1", "10.0.0.2");
        await ExpectMineAsync(mine, async () =>
        {
            await foreach (var reply in peers.CallEachAsync((peer, token) => peer == Peer.Parse("10.0.0.1") ? Calls.Echo(peer) : Calls.ForEver(token), null, call.Token).WithCancellation(enumeration.Token))
            {
                Assert.True(reply.Succeeded);
                await mine.CancelAsync();
            }
        });
        Assert.Equal(0, peers.OpenStreams);
    }

    [Fact]
    public async Task A_disposed_resolver_without_an_answer_is_told()
    {
        var peers = new FakePeerResolver();
        var running = peers.CallAllAsync((peer, _) => Calls.Echo(peer), null, TestContext.Current.CancellationToken).AsTask();
        peers.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => running);
    }

    private static async Task RunAsync(string which, IPeerResolver peers, Func<Peer, CancellationToken, ValueTask<Peer>> call, CancellationToken token)
    {
        if (which == "all")
        {
            await peers.CallAllAsync(call, null, token);
            return;
        }

        await foreach (var reply in peers.CallEachAsync(call, null, token))
        {
            Assert.True(reply.Succeeded);
        }
    }

    private static async Task ExpectMineAsync(CancellationTokenSource mine, Func<Task> act)
    {
        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => act().WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(mine.Token, thrown.CancellationToken);
    }
}
