namespace HeadlessDiscovery.Watching;

/// <summary>A clock whose timers fire together: one timer of another clock wakes all resolvers of the process.</summary>
/// <remarks>
/// Waking a sleeping thread costs several times what a refresh costs. So a timer fires up to a 32nd of its wait late, at most 128 ms:
/// at the next moment of those that all waits of this length share. It never fires early.
/// </remarks>
internal sealed class SharedTimers : TimeProvider
{
    private const int LongestSlack = 128;
    private const int Part = 32;

    private readonly TimeProvider inner;
    private readonly long originTimestamp;
    private readonly Lock gate = new();

    // By the moment in milliseconds. A timer that was changed or disposed leaves its old entry, which is dropped when it is due.
    private readonly PriorityQueue<SharedTimer, long> waiting = new();
    private readonly ITimer timer;
    private long next = SharedTimer.Never;

    public SharedTimers(TimeProvider inner)
    {
        this.inner = inner;

        // Each process begins at another time, so the pods of one machine do not query all at the same moments.
        originTimestamp = inner.GetTimestamp();
        timer = inner.CreateTimer(static state => ((SharedTimers)state!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The shared timers of the machine's clock.</summary>
    public static SharedTimers OfProcess { get; } = new(System);

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    private TimeSpan Elapsed => inner.GetElapsedTime(originTimestamp);

    public override long GetTimestamp() => inner.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var created = new SharedTimer(this, callback, state);
        created.Change(dueTime, period);
        return created;
    }

    private void Set(SharedTimer one, TimeSpan wait)
    {
        lock (gate)
        {
            var moment = wait == Timeout.InfiniteTimeSpan ? SharedTimer.Never : Moment(wait);
            if (one.Moment != moment)
            {
                one.Moment = moment;
                if (moment != SharedTimer.Never)
                {
                    waiting.Enqueue(one, moment);
                    Await(moment);
                }
            }
        }
    }

    private long Moment(TimeSpan wait)
    {
        var slack = LongestSlack;
        while (slack > 1 && slack * Part > wait.TotalMilliseconds)
        {
            slack /= 2;
        }

        return (long)Math.Ceiling((Elapsed + wait).TotalMilliseconds / slack) * slack;
    }

    private void Await(long moment)
    {
        if (moment < next)
        {
            next = moment;
            timer.Change(TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(moment - Elapsed.TotalMilliseconds))), Timeout.InfiniteTimeSpan);
        }
    }

    private void Fire()
    {
        List<SharedTimer> due = [];
        lock (gate)
        {
            next = SharedTimer.Never;
            long moment;
            while (waiting.TryPeek(out var first, out moment) && (first.Moment != moment || moment <= Elapsed.TotalMilliseconds))
            {
                waiting.Dequeue();
                if (first.Moment == moment)
                {
                    first.Moment = SharedTimer.Never;
                    due.Add(first);
                }
            }

            if (waiting.Count > 0)
            {
                Await(moment);
            }
        }

        // Outside the lock: who is woken sets its timer again.
        foreach (var one in due)
        {
            one.Fire();
        }
    }

    private sealed class SharedTimer(SharedTimers shared, TimerCallback callback, object? state) : ITimer
    {
        public const long Never = long.MaxValue;

        private TimerCallback? callback = callback;
        private object? state = state;
        private TimeSpan period = Timeout.InfiniteTimeSpan;

        /// <summary>When it fires next. Read and written under the lock of <see cref="SharedTimers"/>.</summary>
        public long Moment { get; set; } = Never;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (callback is null)
            {
                return false;
            }

            this.period = period;
            shared.Set(this, dueTime);
            return true;
        }

        public void Fire()
        {
            if (period != Timeout.InfiniteTimeSpan)
            {
                shared.Set(this, period);
            }

            callback?.Invoke(state);
        }

        public void Dispose()
        {
            // An entry may be left for as long as the wait was, and must not keep a resolver.
            (callback, state) = (null, null);
            shared.Set(this, Timeout.InfiniteTimeSpan);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
