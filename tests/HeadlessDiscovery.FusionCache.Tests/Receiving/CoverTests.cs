using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.FusionCache.Tests;

/// <summary>When a pod has to forget everything, on a clock that the test moves.</summary>
public sealed class CoverTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);
    private static readonly PeerSnapshot Named = Snapshot(SelfPresence.Present);
    private static readonly PeerSnapshot Stale = Snapshot(SelfPresence.Present, isStale: true);

    private readonly FakeTimeProvider time = new();
    private readonly Cover cover;

    public CoverTests() => cover = new Cover(Window, time);

    [Fact]
    public void A_pod_that_is_named_all_the_time_forgets_nothing() => NonEmpty.All(Enumerable.Range(0, 100), _ => Assert.False(After(seconds: 5, Named)));

    [Theory]
    [InlineData(30, false)]
    [InlineData(31, true)]
    public void A_stale_list_is_forgiven_for_half_of_the_window(int seconds, bool missed)
    {
        Assert.False(After(seconds: 0, Named));
        Assert.False(After(seconds: seconds - 1, Stale));
        Assert.Equal(missed, After(seconds: 1, Named));
        Assert.False(After(seconds: 1, Named));
    }

    [Fact]
    public void A_process_that_was_stopped_sees_it_by_the_time()
    {
        Assert.False(After(seconds: 1, Named));
        Assert.True(After(seconds: 31, Named));
        Assert.False(After(seconds: 1, Named));
    }

    [Fact]
    public void A_machine_that_slept_sees_it_by_the_time_of_day_alone()
    {
        var slept = new WallClock();
        var covers = new Cover(Window, slept);
        slept.Now += Window / 2;
        Assert.False(covers.MayHaveMissed(Named));
        slept.Now += (Window / 2) + TimeSpan.FromSeconds(1);
        Assert.True(covers.MayHaveMissed(Named));
        Assert.False(covers.MayHaveMissed(Named));

        slept.Now -= Window;
        Assert.False(covers.MayHaveMissed(Named));
    }

    [Fact]
    public void A_pod_that_was_lost_forgets_once_however_short_it_was()
    {
        Assert.False(After(seconds: 1, Named));
        Assert.False(After(seconds: 1, Snapshot(SelfPresence.Lost)));
        Assert.True(After(seconds: 1, Named));
        Assert.False(After(seconds: 1, Named));
    }

    [Theory]
    [InlineData(30, false)]
    [InlineData(31, true)]
    public void A_new_pod_that_is_named_late_forgets_what_it_cached_before(int seconds, bool missed)
    {
        Assert.False(After(seconds: 0, PeerSnapshot.Unresolved));
        Assert.False(After(seconds: seconds - 1, Snapshot(SelfPresence.Absent)));
        Assert.Equal(missed, After(seconds: 1, Named));
    }

    private static PeerSnapshot Snapshot(SelfPresence self, bool isStale = false) =>
        new([]) { IsResolved = true, Self = self, StaleSince = isStale ? DateTimeOffset.UnixEpoch : null };

    private bool After(int seconds, PeerSnapshot now)
    {
        time.Advance(TimeSpan.FromSeconds(seconds));
        return cover.MayHaveMissed(now);
    }

    /// <summary>The time of day goes on, the monotonic clock stands.</summary>
    private sealed class WallClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp() => 0;
    }
}
