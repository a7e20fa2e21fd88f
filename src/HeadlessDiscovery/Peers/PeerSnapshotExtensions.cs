namespace HeadlessDiscovery;

/// <summary>The spelling of a <see cref="PeerSnapshot"/> in JSON.</summary>
public static class PeerSnapshotExtensions
{
    /// <summary>The stable code of what a snapshot knows, as in docs/cli.md. Staleness is said beside it, because a stale list still has its peers.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <returns>
    /// <c>unresolved</c> before the first verified answer; <c>empty</c> where there is neither a peer nor this process among the members; else <c>found</c>,
    /// so also for a process that is alone in its service.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="snapshot"/> is null.</exception>
    public static string ToStateCode(this PeerSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return snapshot switch
        {
            { IsResolved: false } => "unresolved",
            { Count: 0, Members.IsEmpty: true } => "empty",
            _ => "found",
        };
    }
}
