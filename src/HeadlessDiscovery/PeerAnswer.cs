using System.Net;

namespace HeadlessDiscovery;

/// <summary>What one look-up established: the input of the membership rules.</summary>
internal class PeerAnswer
{
    public required LookupOutcome Outcome { get; init; }

    public LookupReason Reason { get; init; }

    /// <summary>The addresses of a Found; for Unknown, verified addresses that came along, which may only be added.</summary>
    public AnsweredPeers Peers { get; init; } = AnsweredPeers.None;

    /// <summary>The TTL of a Found, or the negative TTL of an Empty; null where there is none.</summary>
    public TimeSpan? Ttl { get; init; }

    /// <summary>The rooted name that answered a Found.</summary>
    public string? Name { get; init; }

    /// <summary>The server that answered; null where several did, or none.</summary>
    public IPEndPoint? Server { get; init; }

    /// <summary>Whether the peers are those of <see cref="HeadlessPeersOptions.StaticPeers"/>, so that nobody was asked.</summary>
    public bool IsStatic { get; init; }

    public bool IsTruncated => Reason == LookupReason.Truncated;
}
