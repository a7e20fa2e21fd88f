using HeadlessDiscovery.Testing;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tests.Calling;

public sealed class CallEachTests : IDisposable
{
    private readonly CancellationTokenSource safety = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly FakeTimeProvider time = new();
    private readonly FakePeerResolver peers = new("orders");

    public CallEachTests() => safety.CancelAfter(TimeSpan.FromSeconds(30));

    private CancellationToken Safety => safety.Token;

    private PeerCallOptions Options => new() { TimeProvider = time };

    public void Dispose() => safety.Dispose();

    [Fact]
    public async Task One_black_hole_of_five_delays_the_other_four_by_nothing()
    {
        peers.Set("10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5");
        var hole = Peer.Parse("10.0.0.1");
        var arrived = new List<Peer>();
        await foreach (var reply in peers.CallEachAsync((peer, token) => peer == hole ? Calls.ForEver(token) : Calls.Echo(peer), Options, Safety))
        {
            arrived.Add(reply.Peer);
            Assert.Equal(reply.Peer == hole ? PeerReplyStatus.TimedOut : PeerReplyStatus.Succeeded, reply.Status);

            // Time stands still until the four are here: they cannot have waited for any of it.
            if (arrived.Count == 4)
            {
                time.Advance(TimeSpan.FromSeconds(5));
            }
        }

        Assert.Equal(5, arrived.Count);
        Assert.Equal(hole, arrived[^1]);
    }

    [Fact]
    public async Task Replies_come_in_order_of_arrival()
    {
        peers.Set("10.0.0.1", "10.0.0.2", "10.0.0.3");
        var gates = peers.Current.ToDictionary(peer => peer, _ => new TaskCompletionSource());
        Peer[] order = [Peer.Parse("10.0.0.2"), Peer.Parse("10.0.0.3"), Peer.Parse("10.0.0.1")];
        var arrived = new List<Peer>();
        gates[order[0]].SetResult();
        await foreach (var reply in peers.CallEachAsync(async (peer, token) => { await gates[peer].Task.WaitAsync(token); return peer; }, Options, Safety))
        {
            arrived.Add(reply.Value!);
            if (arrived.Count < order.Length)
            {
                gates[order[arrived.Count]].SetResult();
            }
        }

        Assert.Equal(order, arrived);
    }

    [Fact]
    public async Task A_call_that_blocks_its_thread_and_ignores_its_token_delays_neither_others_nor_the_end()
    {
        peers.Set("10.0.0.1", "10.0.0.2");
        using var never = new ManualResetEventSlim();
        var replies = peers.CallEachAsync(
            (peer, _) =>
            {
                if (peer == peers.Current[0])
                {
                    never.Wait(TestContext.Current.CancellationToken);
                }

                return Calls.Echo(peer);
            },
            Options,
            Safety).GetAsyncEnumerator(Safety);
        Assert.True(await replies.MoveNextAsync());
        Assert.Equal("10.0.0.2 Succeeded", replies.Current.ToString());
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(await replies.MoveNextAsync());
        Assert.Equal("10.0.0.1 TimedOut", replies.Current.ToString());
        Assert.False(await replies.MoveNextAsync());
        await replies.DisposeAsync();
        never.Set();
    }

    [Fact]
    public async Task The_timeout_runs_from_after_the_gate()
    {
        peers.Set("10.0.0.1", "10.0.0.2");
        var started = new SemaphoreSlim(0);
        var options = Options;
        options.MaxConcurrency = 1;
        var replies = peers.CallEachAsync((_, token) => { started.Release(); return Calls.ForEver(token); }, options, Safety).GetAsyncEnumerator(Safety);
        for (var turn = 0; turn < 2; turn++)
        {
            var next = replies.MoveNextAsync();
            await started.WaitAsync(Safety);
            Assert.Equal(0, started.CurrentCount);
            time.Advance(TimeSpan.FromSeconds(4.9));
            Assert.False(next.IsCompleted);
            time.Advance(TimeSpan.FromSeconds(0.1));
            Assert.True(await next);
            Assert.Equal(PeerReplyStatus.TimedOut, replies.Current.Status);
            Assert.Equal(TimeSpan.FromSeconds(5), replies.Current.Elapsed);
            Assert.Contains("00:00:05", Assert.IsType<TimeoutException>(replies.Current.Error).Message, StringComparison.Ordinal);
        }

        Assert.False(await replies.MoveNextAsync());
        await replies.DisposeAsync();
    }

    [Fact]
    public async Task Of_400_peers_of_which_a_third_is_silent_all_are_called_within_one_timeout()
    {
        peers.Set([.. Enumerable.Range(0, 400).Select(number => $"10.0.{number / 200}.{(number % 200) + 1}")]);
        var silent = new SemaphoreSlim(0);
        var replies = new List<PeerReply<Peer>>();
        await foreach (var reply in peers.CallEachAsync((peer, token) => peer.Address.GetAddressBytes()[3] % 3 == 0 ? Silent(token) : Calls.Echo(peer), Options, Safety))
        {
            replies.Add(reply);
            if (replies.Count == 268)
            {
                // Without time going on: with 16 places the first 16 of them would take all.
                for (var heard = 0; heard < 132; heard++)
                {
                    await silent.WaitAsync(Safety);
                }

                time.Advance(TimeSpan.FromSeconds(5));
            }
        }

        Assert.Equal(268, replies.Count(reply => reply.Status == PeerReplyStatus.Succeeded));
        Assert.Equal(132, replies.Count(reply => reply.Status == PeerReplyStatus.TimedOut));

        ValueTask<Peer> Silent(CancellationToken token)
        {
            silent.Release();
            return Calls.ForEver(token);
        }
    }

    [Fact]
    public async Task No_more_calls_run_at_once_than_MaxConcurrency()
    {
        peers.Set([.. Enumerable.Range(1, 200).Select(number => $"10.0.0.{number}")]);
        var options = Options;
        options.MaxConcurrency = 16;
        var (running, most) = (0, 0);
        var together = new TaskCompletionSource();
        var replies = await peers.CallAllAsync(
            async (peer, _) =>
            {
                var now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                if (now == 16)
                {
                    together.TrySetResult();
                }

                await together.Task;
                Interlocked.Decrement(ref running);
                return peer;
            },
            options,
            Safety);
        Assert.Equal(200, replies.Succeeded.Length);
        Assert.Equal(16, most);
    }

    [Fact]
    public async Task A_peer_that_leaves_during_its_call_is_told_as_Left_and_its_call_is_cancelled()
    {
        peers.Set("10.0.0.1", "10.0.0.2");
        var (began, cancelled) = (new TaskCompletionSource(), new TaskCompletionSource());
        var replies = peers.CallEachAsync(
            (peer, token) =>
            {
                if (peer == Peer.Parse("10.0.0.2"))
                {
                    token.Register(cancelled.SetResult);
                    began.SetResult();
                    return Calls.ForEver(token);
                }

                return Calls.Echo(peer);
            },
            Options,
            Safety).GetAsyncEnumerator(Safety);
        Assert.True(await replies.MoveNextAsync());
        await began.Task.WaitAsync(Safety);
        peers.Remove("10.0.0.2").Add("10.0.0.3");
        Assert.True(await replies.MoveNextAsync());
        Assert.Equal("10.0.0.2 Left", replies.Current.ToString());
        await cancelled.Task.WaitAsync(Safety);

        // Who came later was not asked.
        Assert.False(await replies.MoveNextAsync());
        await replies.DisposeAsync();
        Assert.Empty(peers.ReportedUnreachable);
        Assert.Equal(0, peers.OpenStreams);
    }

    [Fact]
    public async Task A_peer_that_leaves_before_its_turn_is_not_called()
    {
        peers.Set("10.0.0.1", "10.0.0.2");
        var options = Options;
        options.MaxConcurrency = 1;
        var called = new List<Peer>();
        var replies = await peers.CallAllAsync(
            async (peer, token) =>
            {
                called.Add(peer);
                peers.Set("10.0.0.3");
                return await Calls.ForEver(token);
            },
            options,
            Safety);
        Assert.Equal(["10.0.0.1 Left", "10.0.0.2 Left"], replies.Select(reply => reply.ToString()));
        Assert.Equal([Peer.Parse("10.0.0.1")], called);
    }

    [Fact]
    public async Task A_peer_that_leaves_is_called_to_the_end_without_AbandonPeersThatLeave()
    {
        peers.Set("10.0.0.1");
        var options = Options;
        options.AbandonPeersThatLeave = false;
        var replies = await peers.CallAllAsync(
            async (peer, _) =>
            {
                peers.Empty();
                await peers.UntilAsync(now => now.Count == 0, Safety);
                return peer;
            },
            options,
            Safety);
        Assert.True(Assert.Single(replies).Succeeded);
    }

    [Fact]
    public async Task IncludeSelf_calls_the_members()
    {
        peers.WithSelf("10.0.0.9").Set("10.0.0.1");
        var options = Options;
        options.IncludeSelf = true;
        var replies = await peers.CallAllAsync((peer, _) => Calls.Echo(peer), options, Safety);
        Assert.Equal(["10.0.0.1", "10.0.0.9"], replies.Select(reply => reply.Peer.ToString()).Order());
    }

    [Fact]
    public async Task The_first_verified_answer_is_awaited()
    {
        peers.Unresolve();
        var all = peers.CallAllAsync((peer, _) => Calls.Echo(peer), Options, Safety).AsTask();
        Assert.False(all.IsCompleted);
        peers.Set("10.0.0.1");
        Assert.Single(await all);
    }

    [Fact]
    public async Task Leaving_the_enumeration_early_cancels_the_rest()
    {
        peers.Set("10.0.0.1", "10.0.0.2", "10.0.0.3");
        var cancelled = new CountdownEvent(2);
        var began = new SemaphoreSlim(0);
        await foreach (var reply in peers.CallEachAsync(
            (peer, token) =>
            {
                if (peer == Peer.Parse("10.0.0.2"))
                {
                    return Calls.Echo(peer);
                }

                token.Register(() => cancelled.Signal());
                began.Release();
                return Calls.ForEver(token);
            },
            Options,
            Safety))
        {
            Assert.True(reply.Succeeded);
            await began.WaitAsync(Safety);
            await began.WaitAsync(Safety);
            break;
        }

        cancelled.Wait(Safety);
        Assert.Equal(0, peers.OpenStreams);
    }

    [Fact]
    public async Task Two_enumerations_are_two_rounds()
    {
        peers.Set("10.0.0.1");
        var count = 0;
        var each = peers.CallEachAsync((_, _) => new ValueTask<int>(Interlocked.Increment(ref count)), Options, Safety);
        Assert.Equal(1, (await each.SingleAsync(Safety)).Value);
        Assert.Equal(2, (await each.SingleAsync(Safety)).Value);
    }

    private static void InterlockedMax(ref int most, int now)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < now && Interlocked.CompareExchange(ref most, now, seen) != seen)
        {
        }
    }
}
