using HeadlessDiscovery.Testing.State;
using HeadlessDiscovery.Testing.Zone;

namespace HeadlessDiscovery.Testing;

/// <summary>One of the CoreDNS replicas behind the server's address, each with its own, possibly old, view of the cluster.</summary>
/// <remarks>Safe from any thread.</remarks>
public sealed class ClusterReplica
{
    private readonly ClusterState state;
    private readonly HashSet<ClusterPod> hidden = [];

    // What the changes that are not due yet replaced, and when: the oldest first.
    private readonly Queue<(ZoneView View, long ReplacedTimestamp)> replaced = [];
    private long lastReplacedTimestamp;
    private TimeSpan lag;
    private ZoneView? frozen;
    private (ZoneView View, long Version)? latest;

    internal ClusterReplica(ClusterState state, int index)
    {
        this.state = state;
        Index = index;
        state.Watch(this);
    }

    /// <summary>The number of the replica, from 0.</summary>
    public int Index { get; }

    /// <summary>Whether the replica sees changes no longer.</summary>
    public bool IsFrozen => state.Read(() => frozen is not null);

    /// <summary>How late the replica sees each change, by the server's clock, as one behind a slow watch does.</summary>
    /// <value>Default: zero. It holds for changes made after it was set; a shorter one brings forward those on their way.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan Lag
    {
        get => state.Read(() => lag);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            state.Read(() =>
            {
                // What was due stays seen, under the old lag as under the new one.
                Seen();
                lag = value;
                return Seen();
            });
        }
    }

    /// <summary>A cache in front of this replica, as its own <c>cache</c> plugin.</summary>
    /// <value>Default: <see langword="null"/>, no cache.</value>
    public ClusterCache? Cache { get; set; }

    /// <summary>Keeps what the replica sees now, as one does that lost its watch on the API server.</summary>
    public void Freeze() => state.Read(() => frozen ??= Seen());

    /// <summary>Lets the replica see changes again, beginning with those that it missed.</summary>
    public void Unfreeze() => state.Read(() => frozen = null);

    /// <summary>Keeps pods from this replica, as one that lags behind does not know them yet. A frozen one goes on with what it has, one with a <see cref="Lag"/> for so long.</summary>
    /// <param name="pods">The pods.</param>
    public void Hide(params ClusterPod[] pods) => state.Change(() => hidden.UnionWith(pods));

    /// <summary>Takes <see cref="Hide"/> back.</summary>
    /// <param name="pods">The pods; none for all.</param>
    public void Show(params ClusterPod[] pods)
    {
        ArgumentNullException.ThrowIfNull(pods);
        state.Change(() => hidden.ExceptWith(pods.Length == 0 ? [.. hidden] : pods));
    }

    internal ZoneView View() => state.Read(() => frozen ?? Seen());

    /// <summary>Called under the state's lock.</summary>
    internal void BeforeChange()
    {
        if (lag == TimeSpan.Zero)
        {
            return;
        }

        Seen();
        var now = state.Options.TimeProvider.GetTimestamp();

        // Changes of one moment are seen as one.
        if (replaced.Count == 0 || lastReplacedTimestamp != now)
        {
            replaced.Enqueue((Latest(), now));
            lastReplacedTimestamp = now;
        }
    }

    private ZoneView Seen()
    {
        while (replaced.TryPeek(out var oldest))
        {
            if (state.Options.TimeProvider.GetElapsedTime(oldest.ReplacedTimestamp) < lag)
            {
                return oldest.View;
            }

            replaced.Dequeue();
        }

        return Latest();
    }

    private ZoneView Latest()
    {
        if (latest is not { } view || view.Version != state.Version)
        {
            latest = view = state.View(hidden);
        }

        return view.View;
    }
}
