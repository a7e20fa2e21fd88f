using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery;

/// <summary>What was established under one name, or of a whole lookup: the input of the membership rules. Of two families it is made of one answer for each.</summary>
internal sealed record PeerAnswer
{
    public required LookupOutcome Outcome { get; init; }

    public LookupReason Reason { get; init; }

    /// <summary>The addresses of a Found; for Unknown, verified addresses that came along, which may only be added.</summary>
    public AnsweredPeers Peers { get; init; } = AnsweredPeers.None;

    /// <summary>The TTL of a Found, or the negative TTL of an Empty, or null.</summary>
    public TimeSpan? Ttl { get; init; }

    /// <summary>The TTL that tells a copy from a new answer, and how old it is: that of the records that list the peers. Aliases, and addresses of SRV targets that were queried apart, expire at other times.</summary>
    public TimeSpan? CopyTtl { get => field ?? Ttl; init; }

    /// <summary>The fully qualified name that answered a Found.</summary>
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

    /// <summary>Where a CNAME led to, fully qualified.</summary>
    public string? Canonical { get; init; }

    /// <summary>SRV: the host names that the records point at, fully qualified.</summary>
    public ImmutableArray<string> Targets { get; init; } = [];

    /// <summary>SRV: each address that the records lead to, with its port and host name. Two names of one address are both here, where <see cref="Peers"/> has one peer.</summary>
    public IReadOnlyList<Peer> Named { get; init; } = [];

    /// <summary>Addresses that no peer can have.</summary>
    public ImmutableArray<IPAddress> LeftOut { get; init; } = [];

    /// <summary>Whether addresses came, and none that a peer can have.</summary>
    public bool HasOnlyUnusable { get; init; }

    /// <summary>Whether this is a denial without the SOA record that would prove it.</summary>
    public bool IsUnproven { get; init; }

    /// <summary>Whether this is a denial that was not believed, rather than a failure.</summary>
    public bool IsDoubted { get; init; }

    public ImmutableArray<LookupNote> Notes { get; init; } = [];

    public bool IsTruncated => Reason == LookupReason.Truncated;

    /// <summary>Whether something was established that is enough to go by: the whole, or one family that has records.</summary>
    public bool IsVerified => Outcome != LookupOutcome.Unknown || Families.Any(static family => family.Outcome == LookupOutcome.Found);
}
