using HeadlessDiscovery.Watching;

namespace HeadlessDiscovery.Tests.Watching;

public sealed class SharedTimersTests
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    private readonly ObservedTime time = new();
    private readonly SharedTimers timers;
    private readonly List<string> fired = [];

    public SharedTimersTests() => timers = new SharedTimers(time);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(20, 20)]
    [InlineData(63, 63)]
    [InlineData(65, 66)]
    [InlineData(1000, 1008)]
    [InlineData(1008, 1008)]
    [InlineData(5000, 5120)]
    [InlineData(5120, 5120)]
    [InlineData(5121, 5248)]
    [InlineData(30_000, 30_080)]
    public void A_timer_fires_at_the_next_shared_moment_after_its_wait(int wait, int moment)
    {
        Start("one", wait);
        time.Advance((moment - 1) * Millisecond);
        Assert.Empty(fired);
        time.Advance(Millisecond);
        Assert.Equal(["one"], fired);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["one"], fired);
    }

    [Fact]
    public void No_timer_is_later_than_a_32nd_of_its_wait_or_128_ms()
    {
        for (var wait = 1; wait < 20_000; wait += 7)
        {
            var moment = time.GetUtcNow();
            using var timer = Start("one", wait);
            while (fired.Count == 0)
            {
                time.Advance(Millisecond);
            }

            fired.Clear();
            var late = (time.GetUtcNow() - moment).TotalMilliseconds - wait;
            Assert.InRange(late, 0, Math.Min(128, Math.Max(1, wait / 32.0)));
        }
    }

    [Fact]
    public void Timers_of_about_the_same_wait_share_one_timer_and_fire_together()
    {
        for (var i = 0; i < 50; i++)
        {
            Start($"{i}", 5000 + i);
        }

        Assert.Equal(1, time.Alive);
        Assert.Equal(1, time.Armed);
        time.Advance(5120 * Millisecond);
        Assert.Equal(50, fired.Count);
    }

    [Fact]
    public void A_shorter_wait_fires_first_whichever_was_set_first()
    {
        Start("long", 10_000);
        Start("short", 100);
        Start("middle", 2000);
        time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(["short", "middle", "long"], fired);
    }

    [Fact]
    public void A_changed_timer_fires_only_at_its_new_time()
    {
        var later = Start("later", 100);
        later.Change(TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        var earlier = Start("earlier", 10_000);
        earlier.Change(100 * Millisecond, Timeout.InfiniteTimeSpan);
        var back = Start("back", 3000);
        back.Change(4000 * Millisecond, Timeout.InfiniteTimeSpan);
        back.Change(3000 * Millisecond, Timeout.InfiniteTimeSpan);
        time.Advance(9 * TimeSpan.FromSeconds(1));
        Assert.Equal(["earlier", "back"], fired);
        time.Advance(2 * TimeSpan.FromSeconds(1));
        Assert.Equal(["earlier", "back", "later"], fired);
    }

    [Fact]
    public void A_disposed_timer_neither_fires_nor_can_be_set_again()
    {
        var disposed = Start("disposed", 100);
        Start("kept", 100);
        disposed.Dispose();
        Assert.False(disposed.Change(Millisecond, Timeout.InfiniteTimeSpan));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["kept"], fired);
    }

    [Fact]
    public void A_period_repeats_until_it_is_changed()
    {
        var timer = timers.CreateTimer(_ => fired.Add("again"), null, 100 * Millisecond, 50 * Millisecond);
        for (var i = 0; i < 250; i++)
        {
            time.Advance(Millisecond);
        }

        Assert.Equal(4, fired.Count);
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(4, fired.Count);
    }

    [Fact]
    public void A_timer_that_fires_early_by_a_moment_fires_again_in_time()
    {
        Start("one", 100);
        time.Lag = 3 * Millisecond;
        time.Advance(100 * Millisecond);
        Assert.Empty(fired);
        time.Advance(3 * Millisecond);
        Assert.Equal(["one"], fired);
    }

    [Fact]
    public void Who_is_woken_may_set_its_timer_again()
    {
        ITimer? timer = null;
        timer = timers.CreateTimer(
            _ =>
            {
                fired.Add("one");
                timer!.Change(TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
            },
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        timer.Change(TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        time.Advance(TimeSpan.FromSeconds(6));
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(["one", "one"], fired);
    }

    [Fact]
    public void The_time_is_that_of_the_clock_beneath()
    {
        Assert.Equal(time.GetUtcNow(), timers.GetUtcNow());
        Assert.Equal(time.GetTimestamp(), timers.GetTimestamp());
        Assert.Equal(time.TimestampFrequency, timers.TimestampFrequency);
        Assert.Equal(time.LocalTimeZone, timers.LocalTimeZone);
    }

    private ITimer Start(string name, int milliseconds) =>
        timers.CreateTimer(_ => fired.Add(name), null, milliseconds * Millisecond, Timeout.InfiniteTimeSpan);
}
