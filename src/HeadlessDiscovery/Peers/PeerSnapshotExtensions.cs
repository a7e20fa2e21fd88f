namespace HeadlessDiscovery;

/// <summary>The spelling of a <see cref="PeerSnapshot"/> in JSON.</summary>
public static class PeerSnapshotExtensions
{
    /// <summary>The stable code of a snapshot's state, as in docs/cli.md. Staleness is separate, because a stale list still has its peers.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <returns>
    /// <c>unresolved</c> before the first verified answer; <c>empty</c> if neither a peer nor this process is a member; otherwise <c>found</c>,
    /// also for a process that is alone in its service.
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
