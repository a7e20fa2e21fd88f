namespace HeadlessDiscovery.Faults.Tests.Simulation;

/// <summary>Time that stands still until it is moved to the next timer. Timers fire one by one, those of one moment in the order in which they were set.</summary>
/// <remarks>FakeTimeProvider fires all that a step passes at once; here everything that a timer sets off has come to rest before the next one fires.</remarks>
internal sealed class SimulatedTime : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly Lock gate = new();
    private readonly TimerWheel armed = new();
    private long now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Since the start.</summary>
    public TimeSpan Elapsed => new(Volatile.Read(ref now));

    /// <summary>How wrong the wall clock is. No timer and no timestamp knows of it.</summary>
    public TimeSpan WallClockError { get; set; }

    /// <summary>Called whenever somebody reads the monotonic clock or sets a timer, on their thread.</summary>
    public Action? Seam { get; set; }

    /// <summary>Whose work runs now: a timer belongs to whoever ran when it was made, who runs again when it fires.</summary>
    public object? Running { get; set; }

    /// <summary>When the next timer fires; null where none is set.</summary>
    public TimeSpan? NextDue
    {
        get
        {
            lock (gate)
            {
                return armed.Peek() is { } next ? new TimeSpan(next.Due) : null;
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
        var timer = new SimulatedTimer(this, callback, state);
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
            if (armed.Peek() is not SimulatedTimer next || next.Due > now)
            {
                return;
            }

            armed.Take();
            timer = next;
        }

        timer.Fire();
    }

    private sealed class SimulatedTimer(SimulatedTime time, TimerCallback callback, object? state) : WheelTimer, ITimer
    {
        private readonly object? owner = time.Running;
        private TimeSpan period;
        private bool isDisposed;

        public void Fire()
        {
            if (period > TimeSpan.Zero)
            {
                Change(period, period);
            }

            time.Running = owner;
            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                if (isDisposed)
                {
                    return false;
                }

                this.period = period;
                time.armed.Disarm(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    time.armed.Arm(this, time.now + dueTime.Ticks);
                }

                return true;
            }
        }

        public void Dispose()
        {
            lock (time.gate)
            {
                isDisposed = true;
                time.armed.Disarm(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
