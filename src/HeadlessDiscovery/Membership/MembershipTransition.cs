using System.Collections.Immutable;

namespace HeadlessDiscovery.Membership;

/// <summary>One answer applied to the state: the three outcomes and what each may do, for each family by itself.</summary>
internal static class MembershipTransition
{
    public static MembershipState Apply(MembershipState state, PeerAnswer answer, MembershipRules rules, Moment now)
    {
        var after = state;
        if (answer.Families.IsEmpty)
        {
            after = Step(after, answer, rules, now);
        }
        else
        {
            foreach (var family in answer.Families)
            {
                after = Step(after, family, rules, now);
            }
        }

        var isResolved = state.IsResolved || answer.IsVerified;
        after = after with
        {
            IsResolved = isResolved,
            Configured = answer.Families is [var first, ..] ? first.Configured : answer.Configured,
            WasEverNonEmpty = state.WasEverNonEmpty || after.Tracked.Length > 0,
            ServersDisagree = state.ServersDisagree || (after.Tracked != state.Tracked && after.Tracked.Any(static one => one.History is { ShowsDisagreement: true })),
        };
        return after with { Snapshot = SnapshotStep.Next(state, after, answer, rules, now) };
    }

    private static MembershipState Step(MembershipState state, PeerAnswer answer, MembershipRules rules, Moment now) =>
        answer.Outcome is LookupOutcome.Found or LookupOutcome.Empty
            ? Verified(state, answer, rules, now)
            : Unknown(state, answer, rules, now);

    private static MembershipState Verified(MembershipState state, PeerAnswer answer, MembershipRules rules, Moment now)
    {
        var memory = state.Memory(answer.Family);
        var counts = !memory.IsCopy(answer, now);
        var tracked = memory.UnknownSince is { } since ? RemovalRule.Interrupt(state.Tracked, memory, now.Elapsed - since) : state.Tracked;
        var witnesses = answer.Peers.Count > 0 ? WitnessList.With(state.Witnesses, answer.Server) : state.Witnesses;
        var after = memory.After(answer, counts, now);
        var departed = state.Departed;
        if (!ListsTheSame(tracked, answer, after, WitnessList.BitOf(witnesses, answer.Server)))
        {
            var reading = new SetReading(answer, memory, after, counts, WitnessList.BitOf(witnesses, answer.Server), WitnessList.BitsOf(witnesses, answer.Configured), state.Departed, rules, now);
            (tracked, var left) = reading.Apply(tracked);
            departed = DepartedPeer.Remember(departed, left, now.Elapsed);
        }

        return (state with { Tracked = tracked, Witnesses = witnesses, Departed = departed }).With(after);
    }

    // Unknown never removes, and never counts; verified addresses that came along are added.
    private static MembershipState Unknown(MembershipState state, PeerAnswer answer, MembershipRules rules, Moment now)
    {
        var after = state;
        if (answer.Peers.Count > 0)
        {
            var witnesses = WitnessList.With(state.Witnesses, answer.Server);
            var memory = state.Memory(answer.Family);
            var part = new PartReading(answer, memory, WitnessList.BitOf(witnesses, answer.Server), state.HasOwnNames == true, rules, now);
            var (tracked, left, seen) = part.Apply(state.Tracked);
            after = (state with { Tracked = tracked, Witnesses = witnesses, Departed = DepartedPeer.Remember(state.Departed, left, now.Elapsed) }).With(seen);
        }

        var known = state.IsResolved || !after.Tracked.IsEmpty;
        if (answer.Family is null)
        {
            // Nothing was learned about any of them.
            return after with { Families = [.. after.Families.Select(memory => Failed(memory, known, now))] };
        }

        return after.With(Failed(after.Memory(answer.Family), known, now));
    }

    private static FamilyMemory Failed(FamilyMemory memory, bool known, Moment now) =>
        memory with { IsStale = known, UnknownSince = memory.UnknownSince ?? now.AskedElapsed };

    private static bool ListsTheSame(ImmutableArray<TrackedPeer> tracked, PeerAnswer answer, FamilyMemory memory, uint witness)
    {
        var j = 0;
        foreach (var one in tracked)
        {
            if (!memory.Concerns(one.Peer))
            {
                continue;
            }

            if (one.IsHeld
                || one.Unseen > 0
                || (one.ListedBy & witness) != witness
                || j == answer.Peers.Count
                || answer.Peers.Compare(j, one.Peer) != 0
                || !string.Equals(answer.Peers.HostName(j), one.Peer.HostName, StringComparison.Ordinal))
            {
                return false;
            }

            j++;
        }

        return j == answer.Peers.Count;
    }
}
