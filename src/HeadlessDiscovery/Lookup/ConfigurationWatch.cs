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
    private readonly ReusableDeadline deadline;
    private readonly ITimer timer;
    private bool isWatching;

    public ConfigurationWatch(ConfigurationSource source, ReusableDeadline deadline, TimeProvider time)
    {
        (this.source, this.deadline) = (source, deadline);
        timer = time.CreateTimer(static state => ((ConfigurationWatch)state!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether the configuration changed while it was watched last.</summary>
    public bool HasChanged { get; private set; }

    public void Begin()
    {
        lock (gate)
        {
            (isWatching, HasChanged) = (true, false);
        }

        timer.Change(Every, Every);
    }

    public void End()
    {
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        lock (gate)
        {
            isWatching = false;
        }
    }

    private void Look()
    {
        // Under the gate: the deadline may serve the next lookup a moment later.
        lock (gate)
        {
            if (isWatching && !HasChanged && source.HasChanged())
            {
                HasChanged = true;
                deadline.Overtake();
            }
        }
    }
}
