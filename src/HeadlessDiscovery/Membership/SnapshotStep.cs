using System.Collections.Immutable;
using System.Net.Sockets;

namespace HeadlessDiscovery.Membership;

/// <summary>The snapshot that follows from a step; its version grows only where something differs that readers are told of.</summary>
internal static class SnapshotStep
{
    public static PeerSnapshot Next(
        MembershipState before, ImmutableArray<TrackedPeer> tracked, ImmutableArray<FamilyMemory> families, bool isResolved, PeerAnswer answer, MembershipRules rules, ClockReading now)
    {
        var old = before.Snapshot;
        var sets = before.Tracked == tracked
            ? (Peers: old.AsImmutableArray(), old.Held, old.Members, old.Others)
            : Sets(tracked, rules);
        var verified = answer.IsVerified;
        var stale = StaleFamily(families);
        var staleSince = stale is null ? (DateTimeOffset?)null : old.StaleSince ?? now.At;
        var name = answer.Name ?? old.ResolvedName;
        var self = SelfIn(tracked);
        var presence = PresenceOf(old.Self, self, isResolved);
        var differs = old.IsResolved != isResolved
            || old.StaleFamily != stale
            || old.Self != presence
            || !string.Equals(old.ResolvedName, name, StringComparison.OrdinalIgnoreCase)
            || !Same(old.AsImmutableArray(), sets.Peers)
            || !Same(old.Members, sets.Members)
            || !Same(old.Held, sets.Held);
        var next = new PeerSnapshot(sets.Peers)
        {
            Version = differs ? old.Version + 1 : old.Version,
            Held = sets.Held,
            Members = sets.Members,
            Others = sets.Others,
            IsResolved = isResolved,
            StaleSince = staleSince,
            StaleFamily = stale,
            IsTruncated = answer.IsTruncated,
            ResolvedAt = verified ? now.At : old.ResolvedAt,
            ExpiresAt = verified ? now.At + (answer.Ttl ?? TimeSpan.Zero) : old.ExpiresAt,
            ResolvedName = name,
            Self = presence,
            SelfPeer = rules.Membership == PeerMembership.Client ? null : self,
            IsSelfUncertain = presence == SelfPresence.Present && sets.Others == 0 && rules.Membership == PeerMembership.Member && rules.MayBeVirtual(sets.Members),
            Membership = rules.Membership,
            LastOutcome = answer.Outcome,
            LastReason = answer.Reason,
            IsStatic = answer.IsStatic,
        };
        next.TakeOwners(old);
        return next;
    }

    private static PeerFamily? StaleFamily(ImmutableArray<FamilyMemory> families)
    {
        var (v4, v6) = (false, false);
        foreach (var memory in families)
        {
            v4 |= memory.IsStale && memory.Family != AddressFamily.InterNetworkV6;
            v6 |= memory.IsStale && memory.Family != AddressFamily.InterNetwork;
        }

        return (v4, v6) switch
        {
            (true, true) => PeerFamily.Both,
            (true, false) => PeerFamily.IPv4,
            (false, true) => PeerFamily.IPv6,
            _ => null,
        };
    }

    private static SelfPresence PresenceOf(SelfPresence before, Peer? self, bool isResolved) =>
        self is not null ? SelfPresence.Present
        : before is SelfPresence.Present or SelfPresence.Lost ? SelfPresence.Lost
        : isResolved ? SelfPresence.Absent
        : SelfPresence.Unknown;

    private static Peer? SelfIn(ImmutableArray<TrackedPeer> tracked)
    {
        foreach (var one in tracked)
        {
            if (one.IsSelf)
            {
                return one.Peer;
            }
        }

        return null;
    }

    private static (ImmutableArray<Peer> Peers, ImmutableArray<Peer> Held, ImmutableArray<Peer> Members, int? Others) Sets(ImmutableArray<TrackedPeer> tracked, MembershipRules rules)
    {
        // One array for all of them, unless this process is among them.
        var everybody = ImmutableArray.CreateRange(tracked, static one => one.Peer);
        ImmutableArray<Peer> others = tracked.Any(static one => one.IsSelf) ? [.. tracked.Where(one => !one.IsSelf).Select(one => one.Peer)] : everybody;
        var peers = rules.IncludeSelf ? everybody : others;
        return (
            peers,
            [.. tracked.Where(one => one.IsHeld && (rules.IncludeSelf || !one.IsSelf)).Select(one => one.Peer)],
            rules.Membership == PeerMembership.Client ? peers : everybody,
            others.Length);
    }

    private static bool Same(ImmutableArray<Peer> left, ImmutableArray<Peer> right)
    {
        if (left == right)
        {
            return true;
        }

        if (left.Length != right.Length)
        {
            return false;
        }

        for (var i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i] || !string.Equals(left[i].HostName, right[i].HostName, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }
}
