using HeadlessDiscovery.Testing.State;
using HeadlessDiscovery.Testing.Zone;

namespace HeadlessDiscovery.Testing;

/// <summary>One of the CoreDNS replicas behind the server's address. Each has its own view of the cluster, which may be outdated.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class ClusterReplica
{
    private readonly ClusterState state;
    private readonly HashSet<ClusterPod> hidden = [];

    // The states that pending changes have replaced, and when: the oldest first.
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

    /// <summary>Whether the replica is frozen and sees no changes.</summary>
    public bool IsFrozen => state.Read(() => frozen is not null);

    /// <summary>The delay after which the replica sees each change, by the server's clock, as if its watch were slow.</summary>
    /// <value>Default: zero. It applies to changes made after it was set; shortening it also brings pending changes forward.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan Lag
    {
        get => state.Read(() => lag);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            state.Read(() =>
            {
                // A change that was visible under the old lag remains visible under the new one.
                Seen();
                lag = value;
                return Seen();
            });
        }
    }

    /// <summary>A cache in front of this replica, like the <c>cache</c> plugin of CoreDNS.</summary>
    /// <value>Default: <see langword="null"/>, no cache.</value>
    public ClusterCache? Cache { get; set; }

    /// <summary>Freezes the replica's current view, as if it had lost its watch on the API server.</summary>
    public void Freeze() => state.Read(() => frozen ??= Seen());

    /// <summary>Lets the replica see changes again, including those that it missed.</summary>
    public void Unfreeze() => state.Read(() => frozen = null);

    /// <summary>Hides pods from this replica, as if it did not know them yet. A frozen replica keeps its view; one with a <see cref="Lag"/> hides them after that delay.</summary>
    /// <param name="pods">The pods.</param>
    public void Hide(params ClusterPod[] pods) => state.Change(() => hidden.UnionWith(pods));

    /// <summary>Reverses <see cref="Hide"/>.</summary>
    /// <param name="pods">The pods; all pods if empty.</param>
    public void Show(params ClusterPod[] pods)
    {
        ArgumentNullException.ThrowIfNull(pods);
        state.Change(() => hidden.ExceptWith(pods.Length == 0 ? [.. hidden] : pods));
    }

    internal ZoneView View() => state.Read(() => frozen ?? Seen());

    /// <summary>Must be called under the state's lock.</summary>
    internal void BeforeChange()
    {
        if (lag == TimeSpan.Zero)
        {
            return;
        }

        Seen();
        var now = state.Options.TimeProvider.GetTimestamp();

        // Simultaneous changes become visible together.
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
