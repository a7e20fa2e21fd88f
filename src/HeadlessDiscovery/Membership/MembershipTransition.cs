using System.Collections.Immutable;

namespace HeadlessDiscovery.Membership;

/// <summary>One answer applied to the state: the three outcomes and what each may do.</summary>
internal static class MembershipTransition
{
    public static MembershipState Apply(MembershipState state, PeerAnswer answer, MembershipRules rules, Moment now) =>
        answer.Outcome is LookupOutcome.Found or LookupOutcome.Empty
            ? Verified(state, answer, rules, now)
            : Unknown(state, answer, rules, now);

    private static MembershipState Verified(MembershipState state, PeerAnswer answer, MembershipRules rules, Moment now)
    {
        var counts = state.LastCounted?.IsSameCopy(answer, now) != true;
        var tracked = state.UnknownSince is { } since ? RemovalRule.Interrupt(state.Tracked, now.Elapsed - since) : state.Tracked;
        var mass = false;
        if (!NamesTheSame(tracked, answer.Peers))
        {
            var named = Naming.Of(tracked, answer.Peers, rules.IsSelf);
            mass = RemovalRule.IsMass(named);
            tracked = RemovalRule.Apply(named, counts, mass, rules, now);
        }

        return state with
        {
            Tracked = tracked,
            IsResolved = true,
            WasEverNonEmpty = state.WasEverNonEmpty || tracked.Length > 0,
            LastCounted = counts ? CountedAnswer.Of(answer, now) : state.LastCounted,
            AwaitsExpiry = !counts,
            IsMassRemoval = mass,
            UnknownSince = null,
            Snapshot = SnapshotStep.Next(state, tracked, isResolved: true, answer, rules, now),
        };
    }

    // Unknown never removes, and never counts; verified addresses that came along are added.
    private static MembershipState Unknown(MembershipState state, PeerAnswer answer, MembershipRules rules, Moment now)
    {
        var tracked = state.Tracked;
        if (answer.Peers.Count > 0)
        {
            tracked = RemovalRule.KeepMissing(Naming.Of(tracked, answer.Peers, rules.IsSelf));
        }

        return state with
        {
            Tracked = tracked,
            WasEverNonEmpty = state.WasEverNonEmpty || tracked.Length > 0,
            UnknownSince = state.UnknownSince ?? now.AskedElapsed,
            Snapshot = SnapshotStep.Next(state, tracked, state.IsResolved, answer, rules, now),
        };
    }

    private static bool NamesTheSame(ImmutableArray<TrackedPeer> tracked, AnsweredPeers answered)
    {
        if (tracked.Length != answered.Count)
        {
            return false;
        }

        for (var i = 0; i < tracked.Length; i++)
        {
            if (tracked[i].IsHeld
                || answered.Compare(i, tracked[i].Peer) != 0
                || !string.Equals(answered.HostName(i), tracked[i].Peer.HostName, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }
}
