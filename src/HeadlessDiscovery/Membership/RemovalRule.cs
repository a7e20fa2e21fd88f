using System.Collections.Immutable;

namespace HeadlessDiscovery.Membership;

/// <summary>When a peer that the answers lack is removed (semantics R-1).</summary>
internal static class RemovalRule
{
    /// <summary>For how long only servers must have answered that never listed a peer before its absence counts.</summary>
    public static readonly TimeSpan WeakWitness = TimeSpan.FromSeconds(60);

    /// <summary>Replicas were measured to be so far apart: a pod that has just come is not known to all of them.</summary>
    public static readonly TimeSpan ReplicaLag = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Young = TimeSpan.FromSeconds(15);

    public static bool IsConfirmed(TrackedPeer tracked, PeerHold hold, MembershipRules rules, TimeSpan now) =>
        hold.Missed >= hold.Needed && now >= hold.Since + MustLast(tracked, hold, rules.RemovalConfirmations, rules.MassRemovalHold);

    /// <summary>How many statements any removal needs that begins now: those that a peer needs about which the servers have disagreed for long. They may disagree about the next one too.</summary>
    public static int LeastNeeded(ImmutableArray<TrackedPeer> tracked, MembershipRules rules, TimeSpan now)
    {
        var least = rules.RemovalConfirmations;
        foreach (var one in tracked)
        {
            if (one.History is { OutlastsLag: true })
            {
                least = Math.Max(least, PeerHistory.Needed(one.History, rules.RemovalConfirmations, now));
            }
        }

        return least;
    }

    /// <summary>For how long a hold must last, however many statements there are.</summary>
    public static TimeSpan MustLast(TrackedPeer tracked, PeerHold hold, int confirmations, TimeSpan massHold)
    {
        var isYoung = hold.Since - tracked.FirstListed < Young && confirmations > 1;
        var least = isYoung ? ReplicaLag : TimeSpan.Zero;
        return hold.IsMass && massHold > least ? massHold : least;
    }

    /// <summary>The holds of a moment, to be shown.</summary>
    public static ImmutableArray<HeldPeer> Held(ImmutableArray<TrackedPeer> tracked, MembershipRules rules, TimeSpan now) =>
    [
        .. tracked.Where(static one => one.IsHeld).Select(one => new HeldPeer
        {
            Peer = one.Peer,
            Confirmations = one.Hold!.Missed,
            Needed = one.Hold.Needed,
            HeldFor = now - one.Hold.Since,
            HeldAtLeast = MustLast(one, one.Hold, rules.RemovalConfirmations, rules.MassRemovalHold),
        }),
    ];

    /// <summary>Holds as they are after a time without an answer: that a removal lasted is known only of the time in which there were answers. A hold that began in that time, under another name, loses what is left of it.</summary>
    public static ImmutableArray<TrackedPeer> Interrupt(ImmutableArray<TrackedPeer> tracked, FamilyMemory memory, TimeSpan since, TimeSpan now)
    {
        return tracked.Any(one => one.IsHeld && memory.Concerns(one.Peer))
            ? [.. tracked.Select(one => one.Hold is { } hold && memory.Concerns(one.Peer) ? one with { Hold = hold with { Since = Later(hold.Since), WeakSince = hold.WeakSince is { } weak ? Later(weak) : null } } : one)]
            : tracked;

        TimeSpan Later(TimeSpan began) => began < since ? began + (now - since) : now;
    }
}
