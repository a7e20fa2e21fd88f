using System.Diagnostics.CodeAnalysis;

namespace HeadlessDiscovery.Lookup;

/// <summary>Ends a lookup when its time is over, or when resolv.conf changes under it: then it waits for servers that are no longer configured.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Between two lookups the timer is not set: there is nothing to dispose.")]
internal sealed class LookupWatch
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly ConfigurationSource source;
    private readonly TimeSpan limit;
    private readonly TimeProvider time;
    private readonly ITimer timer;
    private CancellationTokenSource? lookup;
    private long begunTimestamp;

    /// <param name="source">The configuration that lookups use.</param>
    /// <param name="limit">How long a lookup may take.</param>
    /// <param name="time">The clock.</param>
    public LookupWatch(ConfigurationSource source, TimeSpan limit, TimeProvider time)
    {
        this.source = source;
        this.limit = limit;
        this.time = time;
        timer = time.CreateTimer(static state => ((LookupWatch)state!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether the configuration changed while it was watched last.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>Begins with a lookup, which ends with its source.</summary>
    public void Begin(CancellationTokenSource lookup)
    {
        lock (gate)
        {
            (this.lookup, HasChanged, begunTimestamp) = (lookup, false, time.GetTimestamp());
            timer.Change(limit < Every ? limit : Every, Every);
        }
    }

    public void End()
    {
        lock (gate)
        {
            lookup = null;
            timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    private void Look()
    {
        // Under the gate: the source is disposed after the watch has ended.
        lock (gate)
        {
            if (lookup is null || lookup.IsCancellationRequested)
            {
                return;
            }

            var left = limit - time.GetElapsedTime(begunTimestamp);
            HasChanged = left > TimeSpan.Zero && source.HasChanged();
            if (HasChanged || left <= TimeSpan.Zero)
            {
                lookup.Cancel();
            }
            else if (left < Every)
            {
                timer.Change(left, Every);
            }
        }
    }
}
