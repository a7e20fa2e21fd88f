using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tests.Watching;

/// <summary>A fake clock that counts what is done with its timers, and whose timestamps may lag behind them.</summary>
internal sealed class ObservedTime() : FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero))
{
    private int alive;
    private int armed;

    /// <summary>Timers that were made and not disposed.</summary>
    public int Alive => Volatile.Read(ref alive);

    /// <summary>How often a timer was set.</summary>
    public int Armed => Volatile.Read(ref armed);

    /// <summary>How far the timestamps are behind the timers: a timer of a machine may fire early by a moment.</summary>
    public TimeSpan Lag { get; set; }

    public override long GetTimestamp() => base.GetTimestamp() - (Lag.Ticks * TimestampFrequency / TimeSpan.TicksPerSecond);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref alive);
        return new ObservedTimer(this, base.CreateTimer(callback, state, dueTime, period));
    }

    private sealed class ObservedTimer(ObservedTime time, ITimer inner) : ITimer
    {
        private int disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Interlocked.Increment(ref time.armed);
            return inner.Change(dueTime, period);
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref disposed, 1) == 0)
            {
                Interlocked.Decrement(ref time.alive);
            }

            inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
