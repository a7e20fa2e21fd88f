using System.Runtime.CompilerServices;
using HeadlessDiscovery.Dns;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tests.Dns;

public class HedgeWaitTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(300);
    private static readonly VerifiedAnswer Answer = VerifiedAnswer.Failed(LookupReason.ServFail);

    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task A_try_that_ends_in_time_needs_no_hedge()
    {
        var (running, end) = Running();
        var wait = new HedgeWait(time).EndsFirstAsync(running, Delay);
        time.Advance(Delay - TimeSpan.FromMilliseconds(1));
        Assert.False(wait.IsCompleted);

        end();

        Assert.True(await wait);
        Assert.Same(Answer, Read(running));
    }

    [Fact]
    public async Task A_silent_try_is_known_to_have_ended_after_its_hedge_was_due()
    {
        var (running, end) = Running();
        var wait = new HedgeWait(time);
        var first = wait.EndsFirstAsync(running, Delay);
        time.Advance(Delay);
        Assert.False(await first);
        Assert.False(wait.Late.IsCompleted);

        end();

        await wait.Late.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Same(Answer, Read(running));
    }

    [Fact]
    public async Task The_next_use_counts_its_own_time()
    {
        var wait = new HedgeWait(time);
        for (var use = 0; use < 3; use++)
        {
            var (quick, end) = Running();
            var first = wait.EndsFirstAsync(quick, Delay);
            time.Advance(Delay * 0.6);
            end();
            Assert.True(await first);
        }

        // Past the end of the last use's time, and before the end of this one's.
        var (silent, _) = Running();
        var last = wait.EndsFirstAsync(silent, Delay);
        time.Advance(Delay * 0.6);
        Assert.False(last.IsCompleted);
        time.Advance(Delay * 0.4);
        Assert.False(await last);
    }

    [Fact]
    public async Task A_try_that_ends_as_its_hedge_falls_due_is_told_once()
    {
        for (var round = 0; round < 500; round++)
        {
            var (running, end) = Running();
            var wait = new HedgeWait(time);
            var first = wait.EndsFirstAsync(running, Delay).AsTask();
            await Task.WhenAll(Task.Run(end, TestContext.Current.CancellationToken), Task.Run(() => time.Advance(Delay), TestContext.Current.CancellationToken));
            if (!await first)
            {
                await wait.Late.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            }

            Assert.Same(Answer, Read(running));
        }
    }

    [Fact]
    public async Task A_tick_that_is_overtaken_by_the_end_of_its_use_decides_nothing_in_the_next()
    {
        var interrupted = new InterruptedTime();
        var wait = new HedgeWait(interrupted);
        var (quick, end) = Running();
        var (silent, endSilent) = Running();
        var first = wait.EndsFirstAsync(quick, Delay).AsTask();
        ValueTask<bool> next = default;

        // The thread of the tick stands still after it saw that nothing was decided, and before it decides.
        interrupted.Meanwhile = () =>
        {
            end();
            Assert.True(first.IsCompleted);
            next = wait.EndsFirstAsync(silent, Delay);
        };
        interrupted.Advance(Delay);

        Assert.Null(interrupted.Meanwhile);
        Assert.True(await first);
        Assert.False(next.IsCompleted);
        interrupted.Advance(Delay);
        Assert.False(await next);
        endSilent();
        await wait.Late.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Same(Answer, Read(silent));
    }

    private static VerifiedAnswer Read(ConfiguredValueTaskAwaitable<VerifiedAnswer>.ConfiguredValueTaskAwaiter ended) => ended.GetResult();

    private static (ConfiguredValueTaskAwaitable<VerifiedAnswer>.ConfiguredValueTaskAwaiter Running, Action End) Running()
    {
        var source = new TaskCompletionSource<VerifiedAnswer>();
        return (new ValueTask<VerifiedAnswer>(source.Task).ConfigureAwait(false).GetAwaiter(), () => source.SetResult(Answer));
    }

    private sealed class InterruptedTime : FakeTimeProvider
    {
        /// <summary>Runs once, in whoever reads the clock next.</summary>
        public Action? Meanwhile { get; set; }

        public override long GetTimestamp()
        {
            var read = base.GetTimestamp();
            var meanwhile = Meanwhile;
            Meanwhile = null;
            meanwhile?.Invoke();
            return read;
        }
    }
}
