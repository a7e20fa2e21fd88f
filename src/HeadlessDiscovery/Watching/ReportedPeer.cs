namespace HeadlessDiscovery;

/// <summary>A peer that the application reported with <see cref="IPeerResolver.ReportUnreachable(Peer)"/>.</summary>
public sealed class ReportedPeer
{
    /// <summary>The peer.</summary>
    public required Peer Peer { get; init; }

    /// <summary>How often it was reported, with less than ten minutes between any two reports.</summary>
    public int Count { get; init; }

    /// <summary>How long ago it was reported last.</summary>
    public TimeSpan LastAgo { get; init; }

    /// <summary>Who reported it last, for example <c>CallEachAsync</c>; <see langword="null"/> if it was not given.</summary>
    public string? Reporter { get; init; }
}
