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
    // The last two bits of the state; the others count the uses, so that a tick that is late decides nothing in the next one.
    private const int Decision = 3;
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
    private int state = TryEnded;

    public HedgeWait(TimeProvider time)
    {
        this.time = time;
        onTryEnded = End;
        timer = time.CreateTimer(static state => ((HedgeWait)state!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The end of the try, where the hedge was due before it. Complete once the try's result can be read.</summary>
    public Task Late => LateSource().Task;

    /// <summary>Whether the try ended before the hedge was due. Where it did not, this object is not used again.</summary>
    public ValueTask<bool> EndsFirstAsync(ConfiguredValueTaskAwaitable<VerifiedAnswer>.ConfiguredValueTaskAwaiter running, TimeSpan hedgeDelay)
    {
        core.Reset();
        delay = hedgeDelay;
        startTimestamp = time.GetTimestamp();
        Volatile.Write(ref state, (state | Decision) + 1);
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

    // Nobody begins the next use before this one has ended, so that the state here is that of the use that the try belongs to.
    private void End()
    {
        if (Decide(Volatile.Read(ref state), TryEnded))
        {
            timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            core.SetResult(true);
        }
        else
        {
            LateSource().TrySetResult();
        }
    }

    private void Tick()
    {
        var seen = Volatile.Read(ref state);
        if ((seen & Decision) != Undecided)
        {
            return;
        }

        // A tick of the use before this one, or of a timer that counts whole milliseconds: too early.
        var left = delay - time.GetElapsedTime(startTimestamp);
        if (left > TimeSpan.Zero)
        {
            timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
        }
        else if (Decide(seen, HedgeIsDue))
        {
            core.SetResult(false);
        }
    }

    private bool Decide(int seen, int decision) =>
        (seen & Decision) == Undecided && Interlocked.CompareExchange(ref state, seen | decision, seen) == seen;

    // Made by whoever needs it first: after a hedge there is no next use that could meet an old one.
    private TaskCompletionSource LateSource() =>
        Volatile.Read(ref late) ?? Interlocked.CompareExchange(ref late, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), null) ?? late;
}
