using HeadlessDiscovery.Watching;

namespace HeadlessDiscovery.Tests.Watching;

public sealed class RefreshTimerTests : IDisposable
{
    private static readonly TimeSpan Floor = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Ttl = TimeSpan.FromSeconds(5);

    private readonly ObservedTime time = new();
    private readonly RefreshTimer timer;

    public RefreshTimerTests() => timer = new RefreshTimer(new ResolverClock(time), Floor, time);

    [Fact]
    public async Task Who_joined_the_next_turn_is_told_of_the_disposal()
    {
        var turn = timer.Join();
        Assert.False(turn.Task.IsCompleted);
        timer.Dispose();
        await AbandonedAsync(turn);
    }

    [Fact]
    public async Task Who_joined_the_running_turn_is_told_of_the_disposal()
    {
        Assert.NotNull(timer.Begin());
        var turn = timer.Join();
        timer.Dispose();
        await AbandonedAsync(turn);
    }

    [Fact]
    public async Task Who_joins_after_the_disposal_is_told_at_once()
    {
        timer.Dispose();
        await AbandonedAsync(timer.Join());
    }

    [Fact]
    public async Task No_turn_begins_and_no_wake_up_comes_after_the_disposal()
    {
        timer.Dispose();
        Assert.Null(timer.Begin());
        Assert.False(await WokenAsync());
    }

    [Fact]
    public void A_turn_that_ends_after_the_disposal_sets_no_timer_and_none_is_left()
    {
        Assert.Equal(1, time.Alive);
        timer.Begin();
        timer.Dispose();
        timer.Arm(Ttl, mayHurry: true);
        Assert.Equal(0, time.Armed);
        Assert.Equal(0, time.Alive);
    }

    [Fact]
    public async Task A_wake_up_that_comes_too_early_is_followed_by_one_in_time()
    {
        timer.Begin();
        timer.Arm(Ttl, mayHurry: true);
        time.Lag = TimeSpan.FromMilliseconds(10);
        time.Advance(Ttl);
        Assert.True(await WokenAsync());
        Assert.Null(timer.Begin());
        time.Advance(TimeSpan.FromMilliseconds(10));
        Assert.True(await WokenAsync());
        Assert.NotNull(timer.Begin());
    }

    [Fact]
    public void Who_joins_a_running_turn_brings_no_other_one_forward()
    {
        timer.Begin();
        timer.Arm(Ttl, mayHurry: true);
        time.Advance(Ttl);
        var running = timer.Begin();
        Assert.Same(running, timer.Join());
        timer.Arm(Ttl, mayHurry: true);
        var waiting = timer.WakeUpAsync().AsTask();
        Assert.False(waiting.IsCompleted);
    }

    [Fact]
    public async Task Who_joins_between_two_turns_waits_for_the_floor_and_no_longer()
    {
        timer.Begin();
        timer.Arm(Ttl, mayHurry: true);
        timer.Join();
        Assert.Null(timer.Begin());
        time.Advance(Floor - TimeSpan.FromMilliseconds(1));
        Assert.Null(timer.Begin());
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(await WokenAsync());
        Assert.NotNull(timer.Begin());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Who_pulls_forward_during_a_turn_gets_the_next_one_at_the_floor_but_not_in_a_back_off(bool mayHurry)
    {
        timer.Begin();
        timer.PullForward();
        timer.Arm(Ttl, mayHurry);
        time.Advance(Floor);
        Assert.Equal(mayHurry, timer.Begin() is not null);
        if (!mayHurry)
        {
            time.Advance(Ttl - Floor);
            Assert.NotNull(timer.Begin());
        }

        // It counts once.
        timer.Arm(Ttl, mayHurry: true);
        time.Advance(Floor);
        Assert.Null(timer.Begin());
    }

    [Fact]
    public void Who_pulls_forward_during_a_turn_delays_no_turn_that_is_due_earlier_than_the_floor()
    {
        timer.Begin();
        timer.PullForward();
        timer.Arm(Floor / 2, mayHurry: true);
        time.Advance(Floor / 2);
        Assert.NotNull(timer.Begin());
    }

    public void Dispose() => timer.Dispose();

    private static Task<ObjectDisposedException> AbandonedAsync(RefreshTurn turn) =>
        Assert.ThrowsAsync<ObjectDisposedException>(() => turn.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

    private Task<bool> WokenAsync() => timer.WakeUpAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
}
