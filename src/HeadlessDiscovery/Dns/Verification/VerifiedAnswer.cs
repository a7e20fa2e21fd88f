using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>What one message says about its question once it is verified: records, a negative answer, or a reason why it says nothing, or only a part.</summary>
internal sealed class VerifiedAnswer
{
    /// <summary>Nothing came in time.</summary>
    public static VerifiedAnswer TimedOut { get; } = Failed(LookupReason.Timeout);

    private VerifiedAnswer(LookupReason reason)
    {
        Reason = reason;
    }

    /// <summary>None for records, NxDomain or NoData for a negative answer, else why the message says nothing.</summary>
    public LookupReason Reason { get; }

    public bool IsPositive => Reason == LookupReason.None;

    public bool IsNegative => Reason is LookupReason.NxDomain or LookupReason.NoData;

    public bool IsFailure => !IsPositive && !IsNegative;

    /// <summary>Whether all the addresses came, and none that a peer can have.</summary>
    public bool HasOnlyUnusable => IsFailure && Reason != LookupReason.Truncated && !LeftOut.IsEmpty;

    /// <summary>The addresses that can be peers, sorted and distinct; the first <see cref="AddressCount"/> items count. Of a truncated answer those that came.</summary>
    public IPAddress[] Addresses { get; private init; } = [];

    public int AddressCount { get; private init; }

    /// <summary>Addresses that no peer can have, and that were left out.</summary>
    public ImmutableArray<IPAddress> LeftOut { get; private init; } = [];

    public ImmutableArray<ServiceTarget> Targets { get; private init; } = [];

    /// <summary>Lowest TTL of the records and the CNAME chain, or the negative TTL (RFC 2308 §5); null without SOA.</summary>
    public TimeSpan? Ttl { get; private init; }

    /// <summary>The lowest TTL of the records alone, where there are any: a cache keeps them and the aliases apart.</summary>
    public TimeSpan? RecordsTtl { get; private init; }

    /// <summary>Where a CNAME led to, fully qualified, or null.</summary>
    public string? Canonical { get; private init; }

    /// <summary>Whether a negative answer has the SOA record of a zone at or above its name.</summary>
    public bool HasProof => IsNegative && Ttl is not null;

    /// <summary>The zone that a negative answer is proved by, fully qualified; null without SOA.</summary>
    public string? Zone { get; private init; }

    /// <summary>Whether a negative answer did not come from DNS at all.</summary>
    public bool IsHearsay { get; private init; }

    /// <summary>Whether an alias leads to a name whose records are not in the answer, which is neither an answer nor a denial.</summary>
    public bool IsOpenAlias => Reason == LookupReason.Unverified && Canonical is not null;

    /// <summary>A number over the addresses in the order in which they came: copies of one answer have the same.</summary>
    public int OrderHash { get; private init; }

    public int RecordCount => Targets.IsEmpty ? AddressCount : Targets.Length;

    /// <summary>
    /// The same, read from a message that says itself that it is not whole (semantics S-28): its records may be added, and nothing else follows from it.
    /// Where its records are no answer to the question, that stays.
    /// </summary>
    public VerifiedAnswer InPart() => IsFailure && LeftOut.IsEmpty
        ? this
        : new(LookupReason.Truncated) { Addresses = Addresses, AddressCount = AddressCount, LeftOut = LeftOut, Targets = Targets, Ttl = Ttl, RecordsTtl = RecordsTtl, OrderHash = OrderHash, Canonical = Canonical };

    /// <summary>The same, reached through an alias.</summary>
    public VerifiedAnswer Through(VerifiedAnswer alias) => new(Reason)
    {
        Addresses = Addresses,
        AddressCount = AddressCount,
        LeftOut = LeftOut,
        Targets = Targets,
        Ttl = Ttl is { } own && alias.Ttl is { } chain && chain < own ? chain : Ttl,
        RecordsTtl = RecordsTtl,
        OrderHash = OrderHash,
        Canonical = Canonical ?? alias.Canonical,
    };

    /// <summary>An alias whose end is not in the answer, with the lowest TTL on the way.</summary>
    public static VerifiedAnswer OpenAlias(string canonical, TimeSpan ttl) => new(LookupReason.Unverified) { Canonical = canonical, Ttl = ttl };

    /// <summary>A denial that somebody else than a DNS server made up.</summary>
    public static VerifiedAnswer Hearsay(LookupReason reason) => new(reason) { IsHearsay = true };

    /// <summary>The same, where it failed with the records of a part that came before it: TCP may be blocked where UDP is not, and they may be added.</summary>
    public VerifiedAnswer Beside(VerifiedAnswer part) => !IsFailure || RecordCount > 0
        ? this
        : new(Reason) { Addresses = part.Addresses, AddressCount = part.AddressCount, Targets = part.Targets, Canonical = part.Canonical };

    public static VerifiedAnswer Failed(LookupReason reason) => new(reason);

    public static VerifiedAnswer Failed(LookupReason reason, ImmutableArray<IPAddress> leftOut) => new(reason) { LeftOut = leftOut };

    public static VerifiedAnswer Negative(LookupReason reason, TimeSpan? ttl, string? canonical = null, string? zone = null) => new(reason) { Ttl = ttl, Canonical = canonical, Zone = zone };

    public static VerifiedAnswer OfAddresses(IPAddress[] addresses, int count, ImmutableArray<IPAddress> leftOut, TimeSpan ttl, TimeSpan recordsTtl, int orderHash, string? canonical) =>
        new(LookupReason.None) { Addresses = addresses, AddressCount = count, LeftOut = leftOut, Ttl = ttl, RecordsTtl = recordsTtl, OrderHash = orderHash, Canonical = canonical };

    public static VerifiedAnswer OfTargets(ImmutableArray<ServiceTarget> targets, TimeSpan ttl, TimeSpan recordsTtl, string? canonical) =>
        new(LookupReason.None) { Targets = targets, Ttl = ttl, RecordsTtl = recordsTtl, Canonical = canonical };
}
