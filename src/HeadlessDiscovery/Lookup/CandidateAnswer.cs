using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery.Lookup;

/// <summary>What one candidate of the search list says.</summary>
internal sealed record CandidateAnswer : PeerAnswer
{
    /// <summary>Where a CNAME led to, rooted.</summary>
    public string? Canonical { get; init; }

    /// <summary>SRV: the host names that the records point at, rooted.</summary>
    public ImmutableArray<string> Targets { get; init; } = [];

    /// <summary>SRV: each address that the records lead to, with its port and host name. Two names of one address are both here, where <see cref="PeerAnswer.Peers"/> has one peer.</summary>
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
}
