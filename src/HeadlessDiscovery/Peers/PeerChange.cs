using System.Collections.Immutable;

namespace HeadlessDiscovery;

/// <summary>The step from one snapshot to a later one, relative to what this reader saw last.</summary>
public sealed class PeerChange
{
    /// <summary>Computes the difference.</summary>
    /// <param name="previous">What this reader saw last; <see cref="PeerSnapshot.Unresolved"/> for the first item.</param>
    /// <param name="current">What is known now.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public PeerChange(PeerSnapshot previous, PeerSnapshot current)
    {
        ArgumentNullException.ThrowIfNull(previous);
        ArgumentNullException.ThrowIfNull(current);
        Previous = previous;
        Current = current;
        Added = Missing(current.AsImmutableArray(), previous.AsImmutableArray());
        Removed = Missing(previous.AsImmutableArray(), current.AsImmutableArray());
    }

    /// <summary>What this reader saw last.</summary>
    public PeerSnapshot Previous { get; }

    /// <summary>What is known now.</summary>
    public PeerSnapshot Current { get; }

    /// <summary>The peers in <see cref="Current"/> that are not in <see cref="Previous"/>, sorted; may be empty.</summary>
    public ImmutableArray<Peer> Added { get; }

    /// <summary>The peers in <see cref="Previous"/> that are not in <see cref="Current"/>, sorted; may be empty.</summary>
    public ImmutableArray<Peer> Removed { get; }

    /// <summary>The members of <see cref="Current"/> that are not members of <see cref="Previous"/>, sorted; may be empty. This process is one of them when DNS starts to list it.</summary>
    /// <remarks>Computed at each call. <see cref="IPeerResolver.MembersChanged"/> and <see cref="OwnershipExtensions.WatchMembersAsync"/> report a change whenever members were added or removed.</remarks>
    public ImmutableArray<Peer> AddedMembers => Missing(Current.Members, Previous.Members);

    /// <summary>The members of <see cref="Previous"/> that are not members of <see cref="Current"/>, sorted; may be empty. This process is one of them when DNS no longer lists it.</summary>
    /// <remarks>Computed at each call.</remarks>
    public ImmutableArray<Peer> RemovedMembers => Missing(Previous.Members, Current.Members);

    internal bool ChangesPeers => !Added.IsEmpty || !Removed.IsEmpty;

    // The address of this pod may change among members that stay.
    internal bool ChangesMembers => !AddedMembers.IsEmpty || !RemovedMembers.IsEmpty || Previous.SelfPeer != Current.SelfPeer;

    /// <summary>One line for logs.</summary>
    /// <returns>For example <c>v2 -&gt; v3: +10.0.0.3:5000 -10.0.0.1:5000</c>.</returns>
    public override string ToString() =>
        $"v{Previous.Version} -> v{Current.Version}:{string.Concat(Added.Select(p => $" +{p}"))}{string.Concat(Removed.Select(p => $" -{p}"))}";

    private static ImmutableArray<Peer> Missing(ImmutableArray<Peer> from, ImmutableArray<Peer> other)
    {
        if (from == other)
        {
            return [];
        }

        // Both are sorted: side by side.
        ImmutableArray<Peer>.Builder? missing = null;
        var next = 0;
        foreach (var peer in from)
        {
            var order = -1;
            while (next < other.Length && (order = other[next].CompareTo(peer)) < 0)
            {
                next++;
            }

            if (order != 0)
            {
                (missing ??= ImmutableArray.CreateBuilder<Peer>()).Add(peer);
            }
        }

        return missing?.ToImmutable() ?? [];
    }
}
