namespace HeadlessDiscovery.AspNetCore.Cluster;

/// <summary>The view of one pod, as shown by its own page.</summary>
/// <param name="Peer">The pod.</param>
/// <param name="IsSelf">Whether it is this pod, which is not called.</param>
/// <param name="Failure">Why its page could not be read; null if it could.</param>
/// <param name="IsReached">Whether it responded at all: an error response is a response.</param>
internal sealed record PodView(Peer Peer, bool IsSelf, string? Failure, bool IsReached)
{
    /// <summary>Null if unknown.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The number of peers that it lists; null if unknown.</summary>
    public int? Count { get; init; }

    public long? Version { get; init; }

    /// <summary>unresolved, found or empty, as in the JSON; or stale.</summary>
    public string? State { get; init; }

    /// <summary>The age of its last verified answer when it was read.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>Why its last lookup failed; null if it did not.</summary>
    public string? Reason { get; init; }
}
