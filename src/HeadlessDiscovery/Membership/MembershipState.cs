using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery.Membership;

/// <summary>All that the rules remember between two lookups. Immutable.</summary>
internal sealed record MembershipState
{
    public static MembershipState Start { get; } = new();

    /// <summary>Everybody whom the answers list, held included, this process too. Sorted.</summary>
    public ImmutableArray<TrackedPeer> Tracked { get; init; } = [];

    /// <summary>What the answers of each family left; empty before the first.</summary>
    public ImmutableArray<FamilyMemory> Families { get; init; } = [];

    /// <summary>The servers that ever listed anybody.</summary>
    public ImmutableArray<IPEndPoint> Witnesses { get; init; } = [];

    /// <summary>The name servers of the last lookup.</summary>
    public ImmutableArray<IPEndPoint> Configured { get; init; } = [];

    /// <summary>Those who were removed lately.</summary>
    public ImmutableDictionary<Peer, DepartedPeer> Departed { get; init; } = ImmutableDictionary<Peer, DepartedPeer>.Empty;

    /// <summary>Whether a verified answer ever came.</summary>
    public bool IsResolved { get; init; }

    /// <summary>Whether anybody was ever listed.</summary>
    public bool WasEverNonEmpty { get; init; }

    /// <summary>Whether the servers disagree about a peer again and again.</summary>
    public bool ServersDisagree { get; init; }

    /// <summary>Whether peers have names of their own in DNS, as those of CoreDNS do; null where that is not known.</summary>
    public bool? HasOwnNames { get; init; }

    /// <summary>Whether pods have host names in DNS, as those of a StatefulSet do; null where that is not known.</summary>
    public bool? HasHostNames { get; init; }

    /// <summary>When the host names were learned last, or could not be; null before.</summary>
    public TimeSpan? NamesLearned { get; init; }

    public PeerSnapshot Snapshot { get; init; } = PeerSnapshot.Unresolved;

    /// <summary>Whether every answer of the last lookup was a cached copy of one that counted, so that only its expiry brings news.</summary>
    public bool AwaitsExpiry => !Families.IsEmpty && Families.All(static family => family.AwaitsExpiry || family.IsStale);

    /// <summary>Whether nothing that is queried is up to date.</summary>
    public bool IsStaleAltogether => Snapshot.IsStale && Families.All(static family => family.IsStale);

    /// <summary>The TTL of the last verified answer, the lower one of two, or null.</summary>
    public TimeSpan? Ttl => Families.Min(static family => family.Ttl);

    /// <summary>Whether somebody is held as part of a mass removal.</summary>
    public bool IsMassRemoval => Tracked.Any(static one => one.Hold is { IsMass: true });

    /// <summary>Whether somebody's absence was counted and may be confirmed soon, so that it is worth a query a second. Servers that disagree for long are queried no more often than in health.</summary>
    public bool IsConfirming => Tracked.Any(static one => one.Hold is { Missed: > 0 } && !EvidenceChoice.IsFlapping(one));

    /// <summary>Whether other names may still say something about somebody who is held.</summary>
    public bool WantsEvidence => HasOwnNames != false
        && Tracked.Any(static one => !one.IsHeld)
        && Tracked.Any(static one => one.Hold is { Missed: > 0 } hold && (hold.DeniedBorn is null || hold.ServiceBorn is null) && !EvidenceChoice.IsFlapping(one));

    /// <summary>When the next removal is due of which only the time is missing, or null.</summary>
    public TimeSpan? NextDue(int confirmations, TimeSpan massHold)
    {
        TimeSpan? next = null;
        foreach (var one in Tracked)
        {
            if (one.Hold is { } hold && hold.Missed >= hold.Needed)
            {
                var due = hold.Since + RemovalRule.MustLast(one, hold, confirmations, massHold);
                next = next <= due ? next : due;
            }
        }

        return next;
    }

    /// <summary>Since when the oldest held peer is held; null where none is.</summary>
    public TimeSpan? OldestHold
    {
        get
        {
            TimeSpan? oldest = null;
            foreach (var tracked in Tracked)
            {
                oldest = tracked.Hold is { } hold && !(oldest <= hold.Since) ? hold.Since : oldest;
            }

            return oldest;
        }
    }

    /// <summary>The memory of the family that a peer belongs to; null before its first answer.</summary>
    public FamilyMemory? Memory(TrackedPeer tracked) => Families.FirstOrDefault(memory => memory.Concerns(tracked.Peer));
}
