using System.Runtime.CompilerServices;
using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tests.Support;
using HeadlessDiscovery.Tests.Watching;
using Microsoft.Extensions.Primitives;

namespace HeadlessDiscovery.Tests;

public sealed class ChangeTokenTests
{
    private readonly FakePeerResolver peers = new FakePeerResolver("orders").Set("10.0.0.1");

    [Fact]
    public async Task A_token_fires_when_a_peer_is_added_or_removed()
    {
        foreach (var move in new Action[] { () => peers.Add("10.0.0.2"), () => peers.Remove("10.0.0.1") })
        {
            var token = peers.GetChangeToken(peers.Current);
            Assert.True(token.ActiveChangeCallbacks);
            Assert.False(token.HasChanged);
            var fired = FiredAsync(token);
            move();
            await fired;
            Assert.True(token.HasChanged);
        }
    }

    [Fact]
    public async Task A_token_for_a_set_that_moved_since_has_fired_already()
    {
        var seen = peers.Current;
        peers.Add("10.0.0.2");
        var token = peers.GetChangeToken(seen);
        Assert.True(token.HasChanged);
        await FiredAsync(token);
        Assert.False(peers.GetChangeToken(peers.Current).HasChanged);
    }

    [Fact]
    public void A_token_for_nothing_seen_yet_has_fired_already_where_something_is_known()
    {
        Assert.True(peers.GetChangeToken(PeerSnapshot.Unresolved).HasChanged);
        Assert.False(new FakePeerResolver().GetChangeToken(PeerSnapshot.Unresolved).HasChanged);
    }

    [Fact]
    public async Task Staleness_holds_and_self_fire_nothing()
    {
        var token = peers.GetChangeToken(peers.Current);
        var fired = FiredAsync(token);
        peers.GoStale().Recover().Hold("10.0.0.1").Set("10.0.0.1").WithSelf("10.0.0.9");
        Assert.False(token.HasChanged);

        // Proved by the next one that does.
        Assert.Same(token, peers.GetChangeToken(peers.Current));
        peers.Add("10.0.0.2");
        await fired;
    }

    [Fact]
    public async Task No_change_is_lost_between_the_snapshot_and_the_token()
    {
        var stop = false;
        var moving = Task.Run(
            () =>
            {
                for (var number = 1; !Volatile.Read(ref stop); number = (number % 200) + 1)
                {
                    peers.Set($"10.0.0.{number}");
                }

                peers.Set("10.1.1.1");
            },
            TestContext.Current.CancellationToken);

        var seen = peers.Current;
        for (var round = 0; round < 2000; round++)
        {
            await FiredAsync(peers.GetChangeToken(seen));
            seen = peers.Current;
        }

        Volatile.Write(ref stop, true);
        await moving;
        while (!seen.Contains(Peer.Parse("10.1.1.1")))
        {
            await FiredAsync(peers.GetChangeToken(seen));
            seen = peers.Current;
        }
    }

    [Fact]
    public async Task Ten_thousand_tokens_share_one_subscription()
    {
        var last = peers.GetChangeToken(peers.Current);
        for (var count = 0; count < 10_000; count++)
        {
            last = peers.GetChangeToken(peers.Current);
        }

        Assert.Equal(1, peers.Handlers);
        var fired = FiredAsync(last);
        peers.Add("10.0.0.2");
        await fired;
        Assert.Equal(1, peers.Handlers);
    }

    [Fact]
    public void Callers_that_come_at_once_share_one_subscription()
    {
        var fresh = new FakePeerResolver().Set("10.0.0.1");
        Parallel.For(0, 64, _ => fresh.GetChangeToken(fresh.Current));
        Assert.Equal(1, fresh.Handlers);
    }

    [Fact]
    public async Task A_token_does_not_keep_its_resolver_alive()
    {
        var (resolver, token) = Make();

        // Work of the pool may still hold it, for as long as other tests keep the pool busy.
        await Waiting.UntilAsync(() => !resolver.IsAlive, Collect);
        Assert.False(token.HasChanged);

        static void Collect()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    [Fact]
    public async Task A_callback_that_throws_harms_no_other_token()
    {
        var token = peers.GetChangeToken(peers.Current);
        using var thrower = token.RegisterChangeCallback(_ => throw new InvalidOperationException("Mine."), null);
        var fired = FiredAsync(token);
        peers.Add("10.0.0.2");
        await fired;
        Assert.Empty(peers.HandlerFailures);
    }

    [Fact]
    public async Task A_callback_that_throws_is_logged()
    {
        await using var service = new WatchedService();
        var seen = await service.FirstAsync();
        var token = service.Resolver.GetChangeToken(seen);
        using var thrower = token.RegisterChangeCallback(_ => throw new InvalidOperationException("Mine."), null);
        service.Answers("A:10.0.0.1,10.0.0.2,10.0.0.3");
        await service.NextAsync(5);
        await Waiting.UntilAsync(() => service.Logged.Any(line => line.StartsWith("Error 17:", StringComparison.Ordinal)));
        Assert.Equal("Mine.", service.Logger.Collector.GetSnapshot().Single(record => record.Id.Id == 17).Exception!.Message);
    }

    [Fact]
    public void Null_is_refused()
    {
        Assert.Throws<ArgumentNullException>("seen", () => peers.GetChangeToken(null!));
        Assert.Throws<ArgumentNullException>("resolver", () => ((IPeerResolver)null!).GetChangeToken(PeerSnapshot.Unresolved));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Resolver, IChangeToken Token) Make()
    {
        var resolver = new FakePeerResolver().Set("10.0.0.1");
        return (new WeakReference(resolver), resolver.GetChangeToken(resolver.Current));
    }

    private static async Task FiredAsync(IChangeToken token)
    {
        var fired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = token.RegisterChangeCallback(state => ((TaskCompletionSource)state!).TrySetResult(), fired);
        await fired.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}
