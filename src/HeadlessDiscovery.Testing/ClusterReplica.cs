using HeadlessDiscovery.Testing.State;
using HeadlessDiscovery.Testing.Zone;

namespace HeadlessDiscovery.Testing;

/// <summary>One of the CoreDNS replicas behind the server's address, each with its own, possibly old, view of the cluster.</summary>
/// <remarks>Safe from any thread.</remarks>
public sealed class ClusterReplica
{
    private readonly ClusterState state;
    private readonly Lock gate = new();
    private readonly HashSet<ClusterPod> hidden = [];
    private (ZoneView View, long Version)? cached;

    internal ClusterReplica(ClusterState state, int index)
    {
        this.state = state;
        Index = index;
    }

    /// <summary>The number of the replica, from 0.</summary>
    public int Index { get; }

    /// <summary>Whether the replica sees changes no longer.</summary>
    public bool IsFrozen { get; private set; }

    /// <summary>Keeps what the replica sees now, as one does that lost its watch on the API server.</summary>
    public void Freeze()
    {
        lock (gate)
        {
            Current();
            IsFrozen = true;
        }
    }

    /// <summary>Lets the replica see changes again, beginning with those that it missed.</summary>
    public void Unfreeze()
    {
        lock (gate)
        {
            IsFrozen = false;
        }
    }

    /// <summary>Keeps pods from this replica, as one that lags behind does not know them yet. A frozen one goes on with what it has.</summary>
    /// <param name="pods">The pods.</param>
    public void Hide(params ClusterPod[] pods)
    {
        lock (gate)
        {
            hidden.UnionWith(pods);
            Forget();
        }
    }

    /// <summary>Takes <see cref="Hide"/> back.</summary>
    /// <param name="pods">The pods; none for all.</param>
    public void Show(params ClusterPod[] pods)
    {
        ArgumentNullException.ThrowIfNull(pods);
        lock (gate)
        {
            hidden.ExceptWith(pods.Length == 0 ? [.. hidden] : pods);
            Forget();
        }
    }

    internal ZoneView View()
    {
        lock (gate)
        {
            return Current();
        }
    }

    private void Forget() => cached = IsFrozen ? cached : null;

    private ZoneView Current()
    {
        if (cached is { } view && (IsFrozen || view.Version == state.Version))
        {
            return view.View;
        }

        var current = state.View(hidden);
        cached = current;
        return current.View;
    }
}
