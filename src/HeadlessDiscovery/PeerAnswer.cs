using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery;

/// <summary>What one lookup established: the input of the membership rules. Of two families it is made of one answer for each.</summary>
internal record PeerAnswer
{
    public required LookupOutcome Outcome { get; init; }

    public LookupReason Reason { get; init; }

    /// <summary>The addresses of a Found; for Unknown, verified addresses that came along, which may only be added.</summary>
    public AnsweredPeers Peers { get; init; } = AnsweredPeers.None;

    /// <summary>The TTL of a Found, or the negative TTL of an Empty; null where there is none.</summary>
    public TimeSpan? Ttl { get; init; }

    /// <summary>The rooted name that answered a Found.</summary>
    public string? Name { get; init; }

    /// <summary>Whether the peers are those of <see cref="HeadlessPeersOptions.StaticPeers"/>, so that no query was sent.</summary>
    public bool IsStatic { get; init; }

    /// <summary>The family that this is about; null for both at once, as SRV records are.</summary>
    public AddressFamily? Family { get; init; }

    /// <summary>The server that answered; null where none did.</summary>
    public IPEndPoint? Server { get; init; }

    /// <summary>The name servers that are configured now; default where they are not told apart.</summary>
    public ImmutableArray<IPEndPoint> Configured { get => field.IsDefault ? [] : field; init; }

    /// <summary>Whether another server that was queried before failed or had not answered: what this answer lacks is no evidence.</summary>
    public bool IsSecondHand { get; init; }

    /// <summary>A number over the records in the order in which they came; 0 where it is not known.</summary>
    public int OrderHash { get; init; }

    /// <summary>The answers of the two families; empty where there is one.</summary>
    public ImmutableArray<PeerAnswer> Families { get; init; } = [];

    public bool IsTruncated => Reason == LookupReason.Truncated;

    /// <summary>Whether something was established that is enough to go by: the whole, or one family that has records.</summary>
    public bool IsVerified => Outcome != LookupOutcome.Unknown || Families.Any(static family => family.Outcome == LookupOutcome.Found);
}
