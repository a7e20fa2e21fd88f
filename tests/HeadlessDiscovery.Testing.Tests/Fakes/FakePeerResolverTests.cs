using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Testing.Tests.Fakes;

public sealed class FakePeerResolverTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly FakePeerResolver peers;

    public FakePeerResolverTests() => peers = new FakePeerResolver("orders", time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => peers.Dispose();

    [Fact]
    public void Starts_unresolved()
    {
        Assert.Same(PeerSnapshot.Unresolved, peers.Current);
        Assert.Equal("orders", peers.Name);
        Assert.Equal(string.Empty, new FakePeerResolver().Name);
    }

    [Fact]
    public void The_sketch_of_the_design_works_as_written()
    {
        peers.WithSelf("10.0.0.9").Set("10.0.0.2:5000", "10.0.0.1:5000");
        Expect("v1: 2 peers, self Present", "10.0.0.1:5000 10.0.0.2:5000");
        Assert.Equal("10.0.0.1:5000 10.0.0.2:5000 10.0.0.9", string.Join(' ', peers.Current.Members));
        peers.Add("10.0.0.3:5000");
        Expect("v2: 3 peers, self Present", "10.0.0.1:5000 10.0.0.2:5000 10.0.0.3:5000");
        peers.Hold("10.0.0.2:5000");
        Expect("v3: 3 peers, 1 held, self Present", "10.0.0.1:5000 10.0.0.2:5000 10.0.0.3:5000");
        peers.GoStale();
        Expect("v4: 3 peers, 1 held, stale, self Present", "10.0.0.1:5000 10.0.0.2:5000 10.0.0.3:5000");
        Assert.Equal((LookupOutcome.Unknown, LookupReason.ServFail), (peers.Current.LastOutcome, peers.Current.LastReason));
        peers.Recover();
        Expect("v5: 3 peers, 1 held, self Present", "10.0.0.1:5000 10.0.0.2:5000 10.0.0.3:5000");
        peers.Empty();
        Expect("v6: 0 peers, self Lost", string.Empty);
        Assert.Equal((LookupOutcome.Empty, LookupReason.NxDomain), (peers.Current.LastOutcome, peers.Current.LastReason));
        Assert.Throws<InvalidOperationException>(() => peers.Unresolve());
    }

    [Fact]
    public void A_start_that_fails_is_no_version_and_has_a_reason()
    {
        peers.Unresolve(LookupReason.Timeout);
        Assert.Equal((0L, LookupOutcome.Unknown, LookupReason.Timeout), (peers.Current.Version, peers.Current.LastOutcome, peers.Current.LastReason));
        Assert.Throws<InvalidOperationException>(() => peers.GoStale());
        Assert.Throws<InvalidOperationException>(() => peers.Recover());
        peers.Empty();
        Expect("v1: 0 peers, self Absent", string.Empty);
    }

    [Fact]
    public void An_answer_that_names_the_own_address_names_no_peer()
    {
        peers.WithSelf("10.0.0.9").Set("10.0.0.9:5000", "10.0.0.1:5000");
        Expect("v1: 1 peer, self Present", "10.0.0.1:5000");
        Assert.Equal(["10.0.0.1:5000", "10.0.0.9:5000"], peers.Current.Members.Select(member => member.ToString()));
        peers.WithSelf("10.0.0.9:6000");
        Assert.Contains(Peer.Parse("10.0.0.9:5000"), peers.Current);
    }

    [Fact]
    public void A_client_is_no_member()
    {
        peers.AsClient().WithSelf("10.0.0.9").Set("10.0.0.1");
        Assert.Equal(peers.Current, peers.Current.Members);
        Assert.Equal(PeerMembership.Client, peers.Current.Membership);
    }

    [Fact]
    public void Adding_ends_a_hold_and_no_staleness_a_complete_answer_ends_both()
    {
        peers.Set("10.0.0.1").Hold("10.0.0.1").GoStale().Add("10.0.0.1", "10.0.0.2");
        Expect("v4: 2 peers, stale, self Absent", "10.0.0.1 10.0.0.2");
        Assert.Equal(LookupReason.ServFail, peers.Current.LastReason);
        peers.Remove("10.0.0.1", "10.0.0.7");
        Expect("v5: 1 peer, self Absent", "10.0.0.2");
        peers.Hold("10.0.0.2").Set("10.0.0.2");
        Assert.Empty(peers.Current.Held);
        Assert.Throws<ArgumentException>(() => peers.Hold("10.0.0.7"));
    }

    [Fact]
    public async Task Times_come_from_the_clock_and_are_no_version()
    {
        var start = time.GetUtcNow();
        peers.Set("10.0.0.1");
        Assert.Equal((start, start + TimeSpan.FromSeconds(5)), (peers.Current.ResolvedAt, peers.Current.ExpiresAt));
        time.Advance(TimeSpan.FromSeconds(3));
        peers.Ttl = TimeSpan.FromSeconds(30);
        var refreshed = await peers.RefreshAsync(Token);
        Assert.Equal((1L, start + TimeSpan.FromSeconds(3), start + TimeSpan.FromSeconds(33)), (refreshed.Version, refreshed.ResolvedAt, refreshed.ExpiresAt));
        peers.GoStale();
        Assert.Equal((start + TimeSpan.FromSeconds(3), start + TimeSpan.FromSeconds(3)), (peers.Current.StaleSince, peers.Current.ResolvedAt));
        time.Advance(TimeSpan.FromSeconds(3));
        peers.GoStale(LookupReason.Timeout);
        Assert.Equal((start + TimeSpan.FromSeconds(3), LookupReason.Timeout, 2L), (peers.Current.StaleSince!.Value, peers.Current.LastReason, peers.Current.Version));
    }

    [Fact]
    public async Task A_refresh_throws_with_the_reason_while_the_source_fails()
    {
        peers.Unresolve(LookupReason.Refused);
        Assert.Equal(LookupReason.Refused, (await Assert.ThrowsAsync<PeerResolutionException>(() => peers.RefreshAsync(Token).AsTask())).Reason);
        peers.Set("10.0.0.1").GoStale();
        var thrown = await Assert.ThrowsAsync<PeerResolutionException>(() => peers.RefreshAsync(Token).AsTask());
        Assert.Equal((LookupReason.ServFail, "orders"), (thrown.Reason, thrown.ServiceName));
        peers.Recover();
        Assert.Single(await peers.RefreshAsync(Token));
    }

    [Fact]
    public async Task A_refresh_before_the_test_said_anything_waits_for_it()
    {
        var refresh = peers.RefreshAsync(Token).AsTask();
        Assert.False(refresh.IsCompleted);
        peers.Set("10.0.0.1");
        Assert.Single(await refresh);
    }

    [Fact]
    public async Task Whoever_waits_is_told_of_disposal()
    {
        Task[] waits = [peers.GetPeersAsync(Token).AsTask(), peers.RefreshAsync(Token).AsTask(), peers.UntilAsync(now => now.IsResolved, Token).AsTask()];
        peers.Dispose();
        foreach (var wait in waits)
        {
            await Assert.ThrowsAsync<ObjectDisposedException>(() => wait);
        }

        Assert.Throws<ObjectDisposedException>(() => peers.Set("10.0.0.1"));
    }

    [Fact]
    public async Task A_look_up_whose_caller_left_fails_without_a_word()
    {
        var heard = new ConcurrentBag<Exception?>();
        void Hear(object? sender, UnobservedTaskExceptionEventArgs failure) => heard.Add(failure.Exception.InnerException);
        TaskScheduler.UnobservedTaskException += Hear;
        try
        {
            await LeaveAsync();

            // A failure that nobody looks at either: once it is heard, so is every one before it.
            while (!heard.OfType<TimeoutException>().Any())
            {
                await LeaveFailureAsync();
                GC.Collect();
                GC.WaitForPendingFinalizers();
                Token.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Hear;
        }

        Assert.DoesNotContain(heard, failure => failure is PeerResolutionException { ServiceName: "left alone" });
    }

    [Fact]
    public async Task What_was_done_to_the_fake_is_recorded()
    {
        peers.Set("10.0.0.1");
        await peers.GetPeersAsync(Token);
        peers.PauseLookups();
        Task[] refreshes = [peers.RefreshAsync(Token).AsTask(), peers.RefreshAsync(Token).AsTask()];
        NonEmpty.All(refreshes, refresh => Assert.False(refresh.IsCompleted));
        peers.ResumeLookups();
        await Task.WhenAll(refreshes);
        peers.ReportUnreachable(peers.Current[0]);
        EventHandler<PeersChangedEventArgs> handler = (_, _) => { };
        peers.PeersChanged += handler + handler;
        peers.MembersChanged += handler;
        Assert.Equal((1, 2, 1, 3, 0), (peers.GetPeersCalls, peers.RefreshCalls, peers.Lookups, peers.Handlers, peers.OpenStreams));
        peers.PeersChanged -= handler + handler;
        peers.MembersChanged -= handler;
        Assert.Equal(0, peers.Handlers);
        Assert.Equal(peers.Current, peers.ReportedUnreachable);
        Assert.Throws<ArgumentNullException>(() => peers.ReportUnreachable(null!));
    }

    [Fact]
    public async Task A_handler_that_was_removed_is_told_nothing()
    {
        var told = new TaskCompletionSource();
        EventHandler<PeersChangedEventArgs> removed = (_, _) => Assert.Fail("Told nevertheless.");
        peers.PeersChanged += removed;
        peers.PeersChanged -= removed;
        peers.PeersChanged += (sender, _) => told.TrySetResult();
        peers.Set("10.0.0.1");
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.Empty(peers.HandlerFailures);
    }

    // ChangeHandlersTests has the same test: the resolver acts alike.
    [Fact]
    public async Task A_delegate_of_several_is_several_handlers_and_is_removed_one_by_one()
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        EventHandler<PeersChangedEventArgs> throwing = (_, _) => throw new InvalidOperationException("As it should.");
        EventHandler<PeersChangedEventArgs> hearing = (_, _) => told.TrySetResult();
        peers.PeersChanged += throwing + hearing;
        peers.Set("10.0.0.1");
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        peers.PeersChanged -= throwing;
        peers.PeersChanged -= hearing;
        Assert.Equal(0, peers.Handlers);
        peers.PeersChanged += hearing;
        peers.PeersChanged += throwing;
        peers.PeersChanged -= throwing + hearing;
        Assert.Equal(0, peers.Handlers);
    }

    [Fact]
    public void Pods_that_exchange_their_addresses_are_a_new_version_without_added_and_removed()
    {
        peers.Set([Named("10.0.0.1", "orders-0"), Named("10.0.0.2", "orders-1")]);
        var before = peers.Current;
        peers.Set([Named("10.0.0.1", "orders-1"), Named("10.0.0.2", "orders-0")]);
        var change = new PeerChange(before, peers.Current);
        Assert.Equal(before.Version + 1, peers.Current.Version);
        Assert.Equal((0, 0), (change.Added.Length, change.Removed.Length));
        Assert.Equal(["orders-1", "orders-0"], peers.Current.Select(peer => peer.HostName));
    }

    private static Peer Named(string address, string host) => new(System.Net.IPAddress.Parse(address), 5000, host);

    [Fact]
    public void Only_reasons_of_Unknown_can_fail_the_source()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => peers.Unresolve(LookupReason.None));
        Assert.Throws<ArgumentOutOfRangeException>(() => peers.Set("10.0.0.1").GoStale(LookupReason.NxDomain));
        Assert.Throws<ArgumentOutOfRangeException>(() => peers.GoStale((LookupReason)99));
        Assert.Throws<FormatException>(() => peers.Set("orders-0"));
    }

    private void Expect(string line, string list)
    {
        Assert.Equal(line, peers.Current.ToString());
        Assert.Equal(list, string.Join(' ', peers.Current.AsImmutableArray()));
    }

    private static async Task LeaveAsync()
    {
        using var left = new FakePeerResolver("left alone").PauseLookups();
        using var caller = new CancellationTokenSource();
        var refresh = left.RefreshAsync(caller.Token).AsTask();
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => refresh);
        left.Unresolve().ResumeLookups();
        for (var look = 0; look < 100; look++)
        {
            await Task.Yield();
        }
    }

    private static async Task LeaveFailureAsync()
    {
        _ = Task.FromException(new TimeoutException("Left by the test."));
        await Task.Yield();
    }
}
