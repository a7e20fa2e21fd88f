using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace HeadlessDiscovery.Dns;

/// <summary>Waits until the first try has ended or the hedge is due, whichever comes first. Used again by the next question.</summary>
/// <remarks>
/// Nearly every question is answered long before, so this wait is what each refresh pays for hedging: it makes nothing new.
/// A try can be waited for once only; where the hedge came first, <see cref="Late"/> tells that the try has ended after all.
/// </remarks>
internal sealed class HedgeWait : IValueTaskSource<bool>
{
    private const int Undecided = 0;
    private const int TryEnded = 1;
    private const int HedgeIsDue = 2;

    private readonly TimeProvider time;
    private readonly ITimer timer;
    private readonly Action onTryEnded;
    private ManualResetValueTaskSourceCore<bool> core;
    private TaskCompletionSource? late;
    private TimeSpan delay;
    private long startTimestamp;
    private int decision = TryEnded;

    public HedgeWait(TimeProvider time)
    {
        this.time = time;
        onTryEnded = End;
        timer = time.CreateTimer(static state => ((HedgeWait)state!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The end of the try, where the hedge was due before it. Complete once the try's result can be read.</summary>
    public Task Late => late?.Task ?? Task.CompletedTask;

    /// <summary>Whether the try ended before the hedge was due. Where it did not, this object is not used again.</summary>
    public ValueTask<bool> EndsFirstAsync(ConfiguredValueTaskAwaitable<VerifiedAnswer>.ConfiguredValueTaskAwaiter running, TimeSpan hedgeDelay)
    {
        core.Reset();
        late = null;
        delay = hedgeDelay;
        startTimestamp = time.GetTimestamp();
        Volatile.Write(ref decision, Undecided);
        timer.Change(hedgeDelay, Timeout.InfiniteTimeSpan);
        running.UnsafeOnCompleted(onTryEnded);
        return new ValueTask<bool>(this, core.Version);
    }

    /// <summary>No hedge is due any more; its timer ends.</summary>
    public void Stop() => timer.Dispose();

    bool IValueTaskSource<bool>.GetResult(short token) => core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => core.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        core.OnCompleted(continuation, state, token, flags);

    private void End()
    {
        if (Interlocked.CompareExchange(ref decision, TryEnded, Undecided) == Undecided)
        {
            timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            core.SetResult(true);
        }
        else
        {
            late!.TrySetResult();
        }
    }

    private void Tick()
    {
        if (Volatile.Read(ref decision) != Undecided)
        {
            return;
        }

        // A tick of the use before this one, or of a timer that counts whole milliseconds: too early.
        var left = delay - time.GetElapsedTime(startTimestamp);
        if (left > TimeSpan.Zero)
        {
            timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
            return;
        }

        // Two ticks may meet here: they must agree on one.
        Interlocked.CompareExchange(ref late, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), null);
        if (Interlocked.CompareExchange(ref decision, HedgeIsDue, Undecided) == Undecided)
        {
            core.SetResult(false);
        }
    }
}
