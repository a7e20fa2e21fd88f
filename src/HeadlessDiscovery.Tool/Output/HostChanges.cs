namespace HeadlessDiscovery.Tool.Output;

/// <summary>The host names that differ between two snapshots, which the peers of a change do not show.</summary>
internal static class HostChanges
{
    /// <summary>The peers that are there before and after, and are another host now.</summary>
    public static IEnumerable<Peer> Of(PeerChange change)
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
