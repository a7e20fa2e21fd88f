using System.Runtime.CompilerServices;
using System.Threading.Channels;
using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tests.Membership;

namespace HeadlessDiscovery.Tests;

[Trait("rule", "O-6")]
public sealed class WaitForPeersTests : IDisposable
{
    private static readonly TimeSpan Stable = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly CancellationTokenSource safety = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly TimerCountingTimeProvider time = new();
    private readonly FakePeerResolver peers = new("orders");
    private readonly TimeSpan started;

    public WaitForPeersTests()
    {
        safety.CancelAfter(TimeSpan.FromSeconds(30));
        started = time.GetElapsedTime(0);
    }

    public void Dispose() => safety.Dispose();

    [Fact]
    public async Task Ready_as_soon_as_the_minimum_held_for_stableFor()
    {
        peers.WithSelf("10.0.0.9").Set("10.0.0.1", "10.0.0.2");
        var wait = Wait(3);
        await time.ArmedAsync(Stable, safety.Token);
        time.Advance(Stable - TimeSpan.FromTicks(1));
        Assert.False(wait.IsCompleted);
        time.Advance(TimeSpan.FromTicks(1));
        var ready = await wait;
        Assert.True(ready.IsReady);
        Assert.Equal("Ready: 3 of 3 members, self Present", ready.ToString());
        Assert.Same(peers.Current, ready.Snapshot);
        Assert.Equal(0, peers.OpenStreams);
    }

    [Fact]
    public async Task Falling_below_the_minimum_starts_stableFor_again()
    {
        peers.Set("10.0.0.1", "10.0.0.2");
        var watched = new TellsWhatWasRead(peers);
        var wait = watched.WaitForPeersAsync(2, Stable, Limit, time, safety.Token).AsTask();
        await watched.ReadAsync(safety.Token);
        time.Advance(TimeSpan.FromSeconds(4));
        peers.Remove("10.0.0.2");
        await watched.ReadAsync(safety.Token);
        peers.Add("10.0.0.3");
        await watched.ReadAsync(safety.Token);
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.False(wait.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        var ready = await wait;
        Assert.True(ready.IsReady);
        Assert.Equal(TimeSpan.FromSeconds(9), time.GetElapsedTime(0) - started);
    }

    [Fact]
    public async Task Falling_below_the_minimum_counts_though_the_stream_has_not_told_it_yet()
    {
        peers.Set("10.0.0.1", "10.0.0.2");
        var watched = new TellsWhatWasRead(peers) { Stops = true };
        var wait = watched.WaitForPeersAsync(2, Stable, Limit, time, safety.Token).AsTask();
        await time.ArmedAsync(Stable, safety.Token);
        peers.Remove("10.0.0.2");
        time.Advance(Limit);
        Assert.Equal(PeerReadinessReason.TooFew, (await wait).Reason);
    }

    [Fact]
    public async Task Other_members_in_the_same_number_do_not_start_stableFor_again()
    {
        peers.Set("10.0.0.1", "10.0.0.2");
        var wait = Wait(2);
        await time.ArmedAsync(Stable, safety.Token);
        time.Advance(TimeSpan.FromSeconds(4));
        peers.Set("10.0.0.3", "10.0.0.4");
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await wait).IsReady);
    }

    [Fact]
    public async Task Members_of_a_stale_list_count()
    {
        peers.Set("10.0.0.1", "10.0.0.2").GoStale();
        var wait = Wait(2);
        await time.ArmedAsync(Stable, safety.Token);
        time.Advance(Stable);
        var ready = await wait;
        Assert.True(ready.IsReady);
        Assert.Equal(LookupReason.ServFail, ready.LookupReason);
    }

    [Fact]
    public async Task Ready_at_once_without_stableFor_and_without_time()
    {
        peers.Set("10.0.0.1");
        var ready = await peers.WaitForPeersAsync(1, TimeSpan.Zero, TimeSpan.Zero, time, safety.Token);
        Assert.True(ready.IsReady);
    }

    [Theory]
    [InlineData("alone", PeerReadinessReason.Alone, LookupReason.None)]
    [InlineData("aloneButStale", PeerReadinessReason.Undecided, LookupReason.Timeout)]
    [InlineData("few", PeerReadinessReason.TooFew, LookupReason.None)]
    [InlineData("fewWithoutSelf", PeerReadinessReason.TooFew, LookupReason.None)]
    [InlineData("fewButStale", PeerReadinessReason.Undecided, LookupReason.ServFail)]
    [InlineData("empty", PeerReadinessReason.Undecided, LookupReason.NxDomain)]
    [InlineData("selfAbsent", PeerReadinessReason.Undecided, LookupReason.NxDomain)]
    [InlineData("silent", PeerReadinessReason.Undecided, LookupReason.None)]
    [InlineData("failing", PeerReadinessReason.Undecided, LookupReason.Refused)]
    [InlineData("clientFew", PeerReadinessReason.TooFew, LookupReason.None)]
    [InlineData("clientEmpty", PeerReadinessReason.TooFew, LookupReason.NxDomain)]
    [InlineData("clientFailing", PeerReadinessReason.Undecided, LookupReason.ServFail)]
    public async Task At_the_timeout_the_reason_says_what_there_is(string situation, PeerReadinessReason reason, LookupReason why)
    {
        _ = situation switch
        {
            "alone" => peers.WithSelf("10.0.0.9").Set(),
            "aloneButStale" => peers.WithSelf("10.0.0.9").Set().GoStale(LookupReason.Timeout),
            "few" => peers.WithSelf("10.0.0.9").Set("10.0.0.1"),
            "fewWithoutSelf" => peers.WithSelf("10.0.0.9", SelfPresence.Absent).Set("10.0.0.1"),
            "fewButStale" => peers.WithSelf("10.0.0.9").Set("10.0.0.1").GoStale(),
            "empty" => peers.WithSelf("10.0.0.9").Empty(),
            "selfAbsent" => peers.WithSelf("10.0.0.9", SelfPresence.Absent).Set(),
            "failing" => peers.Unresolve(LookupReason.Refused),
            "clientFew" => peers.AsClient().Set("10.0.0.1"),
            "clientEmpty" => peers.AsClient().Empty(),
            "clientFailing" => peers.AsClient().Unresolve(),
            _ => peers,
        };
        var wait = Wait(3);
        await time.ArmedAsync(Limit, safety.Token);
        time.Advance(Limit);
        var answer = await wait;
        Assert.Equal((reason, why), (answer.Reason, answer.LookupReason));
        Assert.False(answer.IsReady);
        Assert.StartsWith(reason.ToString(), answer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reason_is_that_of_the_last_look_up_though_no_version_told_it()
    {
        peers.Unresolve(LookupReason.Refused);
        var wait = Wait(1);
        peers.Unresolve(LookupReason.Timeout);
        time.Advance(Limit);
        Assert.Equal("Undecided (timeout): 0 of 1 members, self Unknown", (await wait).ToString());
    }

    [Fact]
    public void A_truncated_answer_does_not_say_alone()
    {
        var snapshot = new PeerSnapshot([]) { IsResolved = true, Self = SelfPresence.Present, Members = [Peer.Parse("10.0.0.9")], IsTruncated = true };
        Assert.Equal(PeerReadinessReason.Undecided, PeerReadiness.AtTimeout(snapshot));
    }

    [Fact]
    public void With_self_among_the_peers_self_is_nobody_else()
    {
        var snapshot = new PeerSnapshot([Peer.Parse("10.0.0.9")]) { IsResolved = true, Self = SelfPresence.Present };
        Assert.Equal(PeerReadinessReason.Alone, PeerReadiness.AtTimeout(snapshot));
    }

    [Fact]
    public void Own_addresses_of_two_families_are_nobody_else_either()
    {
        var rules = new Rules(includeSelf: true, self: "10.0.0.9 fd00::9");
        Assert.Equal(PeerReadinessReason.Alone, PeerReadiness.AtTimeout(rules.Found("10.0.0.9 fd00::9").Now));
        Assert.Equal(PeerReadinessReason.Alone, PeerReadiness.AtTimeout(rules.Wait(5).Found("10.0.0.9 fd00::9").Now));
        Assert.Equal(PeerReadinessReason.TooFew, PeerReadiness.AtTimeout(rules.Wait(5).Found("10.0.0.9 fd00::9 10.0.0.1").Now));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_empty_answer_does_not_say_alone_though_this_process_is_held(bool includeSelf)
    {
        var rules = new Rules(includeSelf: includeSelf, self: "10.0.0.9").Found("10.0.0.9");
        Assert.Equal(PeerReadinessReason.Alone, PeerReadiness.AtTimeout(rules.Now));
        Assert.Equal(SelfPresence.Present, rules.Wait(5).Empty().Now.Self);
        Assert.Equal(PeerReadinessReason.Undecided, PeerReadiness.AtTimeout(rules.Now));
    }

    [Fact]
    public async Task A_token_cancelled_before_or_during_the_wait_ends_it_with_that_token()
    {
        using var mine = new CancellationTokenSource();
        var during = peers.WaitForPeersAsync(1, cancellationToken: mine.Token).AsTask();
        Assert.False(during.IsCompleted);
        await mine.CancelAsync();
        Assert.Equal(mine.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => during.WaitAsync(safety.Token))).CancellationToken);
        Assert.Equal(mine.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await peers.WaitForPeersAsync(1, cancellationToken: mine.Token))).CancellationToken);
        Assert.Equal(0, peers.OpenStreams);
    }

    [Fact]
    public async Task Disposal_during_the_wait_is_told()
    {
        var wait = Wait(1);
        peers.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => wait.WaitAsync(safety.Token));
    }

    [Fact]
    public void Bounds_are_checked_at_once()
    {
        Assert.Throws<ArgumentOutOfRangeException>("minimum", () => { _ = Wait(0); });
        Assert.Throws<ArgumentOutOfRangeException>("stableFor", () => { _ = peers.WaitForPeersAsync(1, Limit * 2, Limit, time, safety.Token).AsTask(); });
        Assert.Throws<ArgumentOutOfRangeException>("stableFor", () => { _ = peers.WaitForPeersAsync(1, TimeSpan.FromSeconds(-2), Limit, time, safety.Token).AsTask(); });
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => { _ = peers.WaitForPeersAsync(1, Stable, TimeSpan.FromSeconds(-2), time, safety.Token).AsTask(); });
        Assert.Throws<ArgumentNullException>("resolver", () => { _ = ((IPeerResolver)null!).WaitForPeersAsync(1, cancellationToken: safety.Token).AsTask(); });
    }

    private Task<PeerReadiness> Wait(int minimum) => peers.WaitForPeersAsync(minimum, Stable, Limit, time, safety.Token).AsTask();

    /// <summary>Tells when its reader came back for more, so that the item before is known to be dealt with.</summary>
    private sealed class TellsWhatWasRead(FakePeerResolver fake) : ResolverOverFake(fake)
    {
        private readonly Channel<PeerChange> read = Channel.CreateUnbounded<PeerChange>();

        /// <summary>Whether nothing comes after the first item.</summary>
        public bool Stops { get; init; }

        public ValueTask<PeerChange> ReadAsync(CancellationToken token) => read.Reader.ReadAsync(token);

        public override async IAsyncEnumerable<PeerChange> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await foreach (var change in base.WatchAsync(cancellationToken))
            {
                yield return change;
                read.Writer.TryWrite(change);
                if (Stops)
                {
                    await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
                }
            }
        }
    }
}
