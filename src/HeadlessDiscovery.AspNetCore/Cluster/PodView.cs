namespace HeadlessDiscovery.AspNetCore.Cluster;

/// <summary>What one pod sees, by its own page.</summary>
/// <param name="Peer">The pod.</param>
/// <param name="IsSelf">Whether it is this pod, which is not called.</param>
/// <param name="Failure">Why its page could not be read; null where it could.</param>
/// <param name="IsReached">Whether it answered at all: an error that it answered with is an answer.</param>
internal sealed record PodView(Peer Peer, bool IsSelf, string? Failure, bool IsReached)
{
    /// <summary>Null where it is not known.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>How many peers it lists; null where it is not known.</summary>
    public int? Count { get; init; }

    public long? Version { get; init; }

    /// <summary>unresolved, found or empty, as in the JSON; or stale.</summary>
    public string? State { get; init; }

    /// <summary>How old its last verified answer was when it was read.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>Why its last lookup failed; null where it did not.</summary>
    public string? Reason { get; init; }
}
