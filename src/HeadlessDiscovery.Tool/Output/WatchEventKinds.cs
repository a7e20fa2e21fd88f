namespace HeadlessDiscovery.Tool.Output;

/// <summary>What happened between two snapshots, as events.</summary>
internal static class WatchEventKinds
{
    /// <summary>Every kind that applies, in a fixed order. Empty where nothing that a reader can see differs.</summary>
    public static IReadOnlyList<WatchEventKind> Of(PeerChange change)
    {
        var (before, now) = (change.Previous, change.Current);
        var kinds = new List<WatchEventKind>(2);

        // The first positive answer has no other name before it: that is the change itself.
        Add(before.ResolvedName is not null && before.ResolvedName != now.ResolvedName, WatchEventKind.Name);
        Add(!before.IsStale && now.IsStale, WatchEventKind.Stale);
        Add(before.IsStale && !now.IsStale, WatchEventKind.Fresh);
        Add(!change.Added.IsEmpty || !change.Removed.IsEmpty || (!before.IsResolved && now.IsResolved), WatchEventKind.Change);
        Add(OtherHosts(change).Any(), WatchEventKind.Hosts);
        Add(!change.Previous.Held.Except(change.Removed).SequenceEqual(now.Held), WatchEventKind.Held);
        Add(before.IsResolved && before.Self != now.Self, WatchEventKind.Self);
        Add(kinds.Count == 0 && before.ResolvedName != now.ResolvedName, WatchEventKind.Name);
        return kinds;

        void Add(bool applies, WatchEventKind kind)
        {
            if (applies)
            {
                kinds.Add(kind);
            }
        }
    }

    /// <summary>The peers that are there before and after, and are another host now.</summary>
    public static IEnumerable<Peer> OtherHosts(PeerChange change)
    {
        // Both are sorted: one pass, because thousands of peers may be told of each TTL.
        var before = 0;
        foreach (var peer in change.Current)
        {
            while (before < change.Previous.Count && change.Previous[before] < peer)
            {
                before++;
            }

            if (before < change.Previous.Count && change.Previous[before] == peer && !string.Equals(change.Previous[before].HostName, peer.HostName, StringComparison.Ordinal))
            {
                yield return peer;
            }
        }
    }
}
