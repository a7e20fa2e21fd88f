using System.Collections.Immutable;

namespace HeadlessDiscovery.Membership;

/// <summary>Whom to query by other names, so that a removal need not wait for copies of one answer to expire.</summary>
internal static class EvidenceChoice
{
    /// <summary>So many own names in a lookup.</summary>
    public const int MostOwnNames = 8;

    /// <summary>So many where answers are truncated, so that nothing else tells who left: thirty queries with two controls.</summary>
    public const int MostOwnNamesOfParts = 28;

    private const int MostControls = 16;
    private const int FewestParts = 3;
    private const int MostToLearn = 500;
    private static readonly TimeSpan LearnAgain = TimeSpan.FromMinutes(10);

    // CoreDNS and the caches of a node keep a denial for about as long: before, the same one would come again.
    private static readonly TimeSpan DenialLasts = TimeSpan.FromSeconds(5);

    /// <summary>Whether there is anything to query where nobody was reported: nearly never, so that it must cost nothing.</summary>
    public static bool MayBeNeeded(MembershipState state, bool isPart, TimeSpan now) => isPart || state.OldestHold is not null || LearnsNames(state, now);

    /// <param name="state">The state after the answer of this turn.</param>
    /// <param name="reported">Tracked peers that the application could not reach.</param>
    /// <param name="isReported">Whether a peer was reported lately: it is no control.</param>
    /// <param name="isPart">Whether that answer was truncated over TCP.</param>
    /// <param name="now">The time.</param>
    public static EvidenceRequest Of(MembershipState state, IReadOnlyCollection<Peer> reported, Func<Peer, bool> isReported, bool isPart, TimeSpan now)
    {
        var learns = !isPart && LearnsNames(state, now);
        if (reported.Count == 0 && !isPart && !learns && state.OldestHold is null)
        {
            return EvidenceRequest.None;
        }

        var controls = state.Tracked.Where(static one => !one.IsHeld && one.Unseen == 0).Select(static one => one.Peer).Where(peer => !isReported(peer)).Take(MostControls).ToImmutableArray();
        if (controls.IsEmpty)
        {
            return EvidenceRequest.None;
        }

        ImmutableArray<Peer> first = [.. reported.Take(MostOwnNames)];
        if (isPart)
        {
            return new EvidenceRequest { Doubtful = [.. first, .. Unseen(state).Except(first).Take(MostOwnNamesOfParts - first.Length)], Reported = first, Controls = controls, IsOfPart = true };
        }

        // A hold that began in this turn waits for the next one: statements are about a second apart.
        var held = state.Tracked.Where(one => one.Hold is { } hold && hold.Since < now && !IsFlapping(one)).ToArray();
        var unasked = held.Where(one => !(now - one.Hold!.DeniedBorn < DenialLasts));
        ImmutableArray<Peer> doubtful =
        [
            .. first,
            .. unasked.OrderBy(static one => one.Hold!.DeniedBorn ?? TimeSpan.MinValue).Select(static one => one.Peer).Where(peer => !reported.Contains(peer)).Take(MostOwnNames - first.Length),
        ];

        // One statement a turn: the SRV set once the own name was denied before, and only where the set itself says nothing new.
        // Where there are no such records, the own name is due again once its denial has expired.
        var inRecords = state.AwaitsExpiry ? held.Where(one => one.Hold is { ServiceBorn: null } hold && (state.HasOwnNames == false || now - hold.DeniedBorn < DenialLasts)).Select(static one => one.Peer) : [];
        return new EvidenceRequest
        {
            Doubtful = [.. doubtful.Except(inRecords)],
            Reported = first,
            Controls = controls,
            InServiceRecords = [.. inRecords],
            LearnsNames = learns,
        };
    }

    /// <summary>Whether the servers disagree about a peer: to query more often would not decide it.</summary>
    public static bool IsFlapping(TrackedPeer tracked) => tracked.History is { Returns: > 2 };

    // Once for a service whose pods have none; where they have, again for each pod that is new.
    private static bool LearnsNames(MembershipState state, TimeSpan now)
    {
        if (state.Tracked.Length is < 2 or > MostToLearn || state.Tracked[0].Peer.HostName is not null)
        {
            return false;
        }

        return state.HasHostNames switch
        {
            true => HasListedBetween(state, state.NamesLearned ?? TimeSpan.MinValue, now),
            false => false,
            null => !(now - state.NamesLearned < LearnAgain) && HasListedBetween(state, TimeSpan.MinValue, now),
        };
    }

    private static bool HasListedBetween(MembershipState state, TimeSpan after, TimeSpan before)
    {
        foreach (var one in state.Tracked)
        {
            if (one.FirstListed > after && one.FirstListed < before)
            {
                return true;
            }
        }

        return false;
    }

    // Whoever is held was denied before, or reported: one more denial may decide.
    private static IEnumerable<Peer> Unseen(MembershipState state) => state.Tracked
        .Where(static one => one.IsHeld || one.Unseen >= FewestParts)
        .OrderByDescending(static one => one.IsHeld)
        .ThenByDescending(static one => one.Unseen)
        .Select(static one => one.Peer);
}
