using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery.Membership;

/// <summary>One answer applied to the state: the three outcomes and what each may do, for each family by itself.</summary>
internal static class MembershipTransition
{
    public static MembershipState Apply(MembershipState state, PeerAnswer answer, MembershipRules rules, ClockReading now)
    {
        var draft = new Draft(state);
        if (answer.Families.IsEmpty)
        {
            Step(ref draft, answer, rules, now);
        }
        else
        {
            foreach (var family in answer.Families)
            {
                Step(ref draft, family, rules, now);
            }
        }

        var isResolved = state.IsResolved || answer.IsVerified;
        return state with
        {
            Tracked = draft.Tracked,
            Families = draft.Families,
            Witnesses = draft.Witnesses,
            Departed = draft.Departed,
            IsResolved = isResolved,
            Configured = answer.Families is [var first, ..] ? first.Configured : answer.Configured,
            WasEverNonEmpty = state.WasEverNonEmpty || draft.Tracked.Length > 0,
            ServersDisagree = state.ServersDisagree || (draft.Tracked != state.Tracked && draft.Tracked.Any(static one => one.History is { ShowsDisagreement: true })),
            Snapshot = SnapshotStep.Next(state, draft.Tracked, draft.Families, isResolved, answer, rules, now),
        };
    }

    private static void Step(ref Draft draft, PeerAnswer answer, MembershipRules rules, ClockReading now)
    {
        if (answer.Outcome is LookupOutcome.Found or LookupOutcome.Empty)
        {
            Verified(ref draft, answer, rules, now);
        }
        else
        {
            Unknown(ref draft, answer, rules, now);
        }
    }

    private static void Verified(ref Draft draft, PeerAnswer answer, MembershipRules rules, ClockReading now)
    {
        var memory = draft.Memory(answer);
        var counts = !memory.IsCopy(answer, now);
        draft.Tracked = memory.UnknownSince is { } since ? RemovalRule.Interrupt(draft.Tracked, memory, since, now.Elapsed) : draft.Tracked;
        draft.Witnesses = answer.Peers.Count > 0 ? WitnessList.With(draft.Witnesses, answer.Server) : draft.Witnesses;
        var after = memory.After(answer, counts, now);
        var witness = WitnessList.BitOf(draft.Witnesses, answer.Server);
        if (!ListsTheSame(draft.Tracked, answer, after, witness))
        {
            var statement = new Statement(answer, counts, witness, WitnessList.BitsOf(draft.Witnesses, answer.Configured));
            var reading = new SetReading(statement, memory, after, draft.Departed, rules, now);
            (draft.Tracked, var left) = reading.Apply(draft.Tracked);
            draft.Departed = DepartedPeer.Remember(draft.Departed, left, now.Elapsed);
        }

        draft.Remember(after);
    }

    // Unknown never removes, and never counts; verified addresses that came along are added.
    private static void Unknown(ref Draft draft, PeerAnswer answer, MembershipRules rules, ClockReading now)
    {
        if (answer.Peers.Count > 0)
        {
            draft.Witnesses = WitnessList.With(draft.Witnesses, answer.Server);
            var part = new PartReading(answer, draft.Memory(answer), WitnessList.BitOf(draft.Witnesses, answer.Server), draft.HasOwnNames, rules, now);
            (draft.Tracked, var left, var seen) = part.Apply(draft.Tracked);
            draft.Departed = DepartedPeer.Remember(draft.Departed, left, now.Elapsed);
            draft.Remember(seen);
        }

        var known = draft.WasResolved || !draft.Tracked.IsEmpty;
        if (answer.Family is null)
        {
            // Nothing was learned about any of them.
            draft.Families = [.. draft.Families.Select(memory => Failed(memory, known, now))];
        }
        else
        {
            draft.Remember(Failed(draft.Memory(answer), known, now));
        }
    }

    private static FamilyMemory Failed(FamilyMemory memory, bool known, ClockReading now) =>
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

    /// <summary>What the steps of one answer change.</summary>
    private struct Draft(MembershipState state)
    {
        public ImmutableArray<TrackedPeer> Tracked = state.Tracked;
        public ImmutableArray<FamilyMemory> Families = state.Families;
        public ImmutableArray<IPEndPoint> Witnesses = state.Witnesses;
        public ImmutableDictionary<Peer, DepartedPeer> Departed = state.Departed;

        public readonly bool WasResolved => state.IsResolved;

        public readonly bool HasOwnNames => state.HasOwnNames == true;

        public readonly FamilyMemory Memory(PeerAnswer answer)
        {
            foreach (var memory in Families)
            {
                if (memory.Family == answer.Family)
                {
                    return memory;
                }
            }

            return new FamilyMemory(answer.Family);
        }

        public void Remember(FamilyMemory memory)
        {
            for (var i = 0; i < Families.Length; i++)
            {
                if (Families[i].Family == memory.Family)
                {
                    Families = Families.SetItem(i, memory);
                    return;
                }
            }

            Families = Families.Add(memory);
        }
    }
}
