using System.Collections.Immutable;

namespace HeadlessDiscovery.Membership;

/// <summary>What statements under other names make of the tracked peers. They confirm a removal, or begin its count anew; they add nobody.</summary>
internal static class EvidenceStep
{
    /// <param name="state">The state after the answer of this turn.</param>
    /// <param name="evidence">What was said.</param>
    /// <param name="request">What was queried; that the application could not reach a peer is one piece of evidence.</param>
    /// <param name="answer">The answer of this turn.</param>
    /// <param name="rules">The options.</param>
    /// <param name="now">When it was said.</param>
    public static MembershipState Apply(MembershipState state, PeerEvidence evidence, EvidenceRequest request, PeerAnswer answer, MembershipRules rules, ClockReading now)
    {
        var learned = state with
        {
            HasOwnNames = evidence.HasOwnNames ?? state.HasOwnNames,
            HasHostNames = evidence.HasHostNames ?? state.HasHostNames,
            NamesLearned = request.LearnsNames || evidence.HasHostNames is not null ? now.Elapsed : state.NamesLearned,
        };
        if (evidence.Statements.IsEmpty)
        {
            return learned;
        }

        TrackedPeer[] heard = [.. state.Tracked.Select(tracked => evidence.Statements
            .Where(statement => AddressOrder.Same(statement.Address, tracked.Peer.Address))
            .Aggregate(tracked, (one, statement) => Heard(one, statement, state, request.Reported.Contains(one.Peer), rules, now)))];
        var isMass = IsMass(heard);
        var kept = ImmutableArray.CreateBuilder<TrackedPeer>(heard.Length);
        var left = new List<TrackedPeer>();
        for (var i = 0; i < heard.Length; i++)
        {
            var one = heard[i];
            if (ReferenceEquals(one, state.Tracked[i]) || one.Hold is null)
            {
                kept.Add(one);
                continue;
            }

            one = one with { Hold = one.Hold with { IsMass = one.Hold.IsMass || isMass } };
            (RemovalRule.IsConfirmed(one, one.Hold, rules, now.Elapsed) ? (ICollection<TrackedPeer>)left : kept).Add(one);
        }

        var after = learned with
        {
            Tracked = kept.ToImmutable(),
            Departed = DepartedPeer.Remember(state.Departed, left, now.Elapsed),
        };
        return after with { Snapshot = SnapshotStep.Next(state, after.Tracked, after.Families, after.IsResolved, answer, rules, now) };
    }

    private static bool IsMass(TrackedPeer[] tracked)
    {
        var count = default(MassCount);
        foreach (var one in tracked)
        {
            if (one.IsHeld)
            {
                count.Lacking(one.IsSelf);
            }
            else
            {
                count.Listed(one.IsSelf, isNew: false, wasHeld: false);
            }
        }

        return count.IsMass || count.IsHalf;
    }

    private static TrackedPeer Heard(TrackedPeer tracked, PeerStatement statement, MembershipState state, bool isReported, MembershipRules rules, ClockReading now)
    {
        if (statement.IsPresent)
        {
            if (statement.IsSecondKind && now.Elapsed - statement.Age < tracked.Hold?.DeniedBorn)
            {
                // Records from before the denial of its own name: an older statement never beats a newer one.
                return tracked;
            }

            // It may be an old copy, so that the hold stays; its count and its time begin anew.
            return tracked with
            {
                Unseen = 0,
                Hold = tracked.Hold is { } held ? held with { Since = now.Elapsed, Missed = 0, WeakSince = null, DeniedBorn = null, ServiceBorn = null } : null,
            };
        }

        var born = now.Elapsed - statement.Age;
        var hold = tracked.Hold ?? new PeerHold(now.Elapsed, PeerHistory.Needed(tracked.History, rules.RemovalConfirmations, now.Elapsed), ListedBorn(tracked, state, now))
        {
            // Only a peer that was reported, or that parts in a row lacked, is queried before it is held: each is one piece of evidence.
            Missed = 1,
        };
        var before = statement.IsSecondKind ? hold.ServiceBorn : hold.DeniedBorn;
        if (born <= hold.ListedBorn || FullTtl.IsNoNewer(born, before))
        {
            // An older statement never beats a newer one, and a copy does not count again.
            return tracked;
        }

        var witness = WitnessList.BitOf(state.Witnesses, statement.Server);
        var isWeak = WitnessList.IsWeak(witness, tracked, WitnessList.BitsOf(state.Witnesses, state.Configured));
        hold = hold with { WeakSince = isWeak ? hold.WeakSince ?? now.Elapsed : hold.WeakSince };
        if (statement.IsSecondHand || (isWeak && now.Elapsed - hold.WeakSince < RemovalRule.WeakWitness))
        {
            return tracked.Hold is null ? tracked : tracked with { Hold = hold };
        }

        // What the set of this turn said already is not said twice.
        var counts = isReported || state.Memory(tracked) is not { AwaitsExpiry: false, IsStale: false };
        hold = hold with
        {
            Missed = hold.Missed + (counts ? 1 : 0),
            DeniedBorn = statement.IsSecondKind ? hold.DeniedBorn : born,
            ServiceBorn = statement.IsSecondKind ? born : hold.ServiceBorn,
        };
        return tracked with { Hold = hold };
    }

    private static TimeSpan ListedBorn(TrackedPeer tracked, MembershipState state, ClockReading now) =>
        tracked.Unseen > 0 ? TimeSpan.MinValue : state.Memory(tracked)?.Born ?? now.Elapsed;
}
