using System.Diagnostics.CodeAnalysis;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Lookup;

/// <summary>Ends a lookup that lasts while resolv.conf changes under it: it waits for servers that are no longer configured.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Between two lookups the timer is not set: there is nothing to dispose.")]
internal sealed class ConfigurationWatch
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly ConfigurationSource source;
    private readonly ITimer timer;
    private Deadline? deadline;

    public ConfigurationWatch(ConfigurationSource source, TimeProvider time)
    {
        this.source = source;
        timer = time.CreateTimer(static state => ((ConfigurationWatch)state!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether the configuration changed while it was watched last.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>Begins with a lookup, whose deadline a change ends.</summary>
    public void Begin(Deadline deadline)
    {
        lock (gate)
        {
            (this.deadline, HasChanged) = (deadline, false);
        }

        timer.Change(Every, Every);
    }

    public void End()
    {
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        lock (gate)
        {
            deadline = null;
        }
    }

    private void Look()
    {
        // Under the gate: the deadline is disposed after the watch has ended.
        lock (gate)
        {
            if (deadline is not null && !HasChanged && source.HasChanged())
            {
                HasChanged = true;
                deadline.EndEarly();
            }
        }
    }
}
