namespace HeadlessDiscovery.Faults.Tests.Simulation;

/// <summary>Time that stands still until it is moved to the next timer. Timers fire one by one, those of one moment in the order in which they were set.</summary>
/// <remarks>FakeTimeProvider fires all that a step passes at once; here everything that a timer sets off has come to rest before the next one fires.</remarks>
internal sealed class SimulatedTime : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly Lock gate = new();
    private readonly PriorityQueue<(SimulatedTimer Timer, long Setting), (long Due, long Setting)> armed = new();
    private long now;
    private long settings;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Since the start.</summary>
    public TimeSpan Elapsed => new(Volatile.Read(ref now));

    /// <summary>How wrong the wall clock is. No timer and no timestamp knows of it.</summary>
    public TimeSpan WallClockError { get; set; }

    /// <summary>Called whenever somebody reads the monotonic clock or sets a timer, on their thread.</summary>
    public Action? Seam { get; set; }

    /// <summary>When the next timer fires; null where none is set.</summary>
    public TimeSpan? NextDue
    {
        get
        {
            lock (gate)
            {
                return TryPeek(out var due) ? new TimeSpan(due) : null;
            }
        }
    }

    public override long GetTimestamp()
    {
        Seam?.Invoke();
        return Volatile.Read(ref now);
    }

    public override DateTimeOffset GetUtcNow() => Start + Elapsed + WallClockError;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Seam?.Invoke();
        var timer = new SimulatedTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves on, without firing anything.</summary>
    public void MoveTo(TimeSpan at) => Volatile.Write(ref now, Math.Max(now, at.Ticks));

    /// <summary>Fires the first timer that is due now.</summary>
    public void FireOne()
    {
        SimulatedTimer timer;
        lock (gate)
        {
            if (!TryPeek(out var due) || due > now)
            {
                return;
            }

            timer = armed.Dequeue().Timer;
            timer.Setting = 0;
        }

        timer.Fire();
    }

    private bool TryPeek(out long due)
    {
        // What was changed or disposed meanwhile is still queued under its old setting.
        while (armed.TryPeek(out var first, out var priority))
        {
            if (first.Timer.Setting == first.Setting)
            {
                due = priority.Due;
                return true;
            }

            armed.Dequeue();
        }

        due = 0;
        return false;
    }

    private sealed class SimulatedTimer(SimulatedTime time, Action fire) : ITimer
    {
        private TimeSpan period;

        public long Setting { get; set; }

        public void Fire()
        {
            if (period > TimeSpan.Zero)
            {
                Change(period, period);
            }

            fire();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                this.period = period;
                Setting = dueTime == Timeout.InfiniteTimeSpan ? 0 : ++time.settings;
                if (Setting != 0)
                {
                    time.armed.Enqueue((this, Setting), (time.now + dueTime.Ticks, Setting));
                }

                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
