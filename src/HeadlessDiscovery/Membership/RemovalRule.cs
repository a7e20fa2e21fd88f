using System.Collections.Immutable;

namespace HeadlessDiscovery.Membership;

/// <summary>When a peer that the answers lack is removed (semantics "Removal").</summary>
internal static class RemovalRule
{
    /// <summary>For how long only servers must have answered that never listed a peer before its absence counts.</summary>
    public static readonly TimeSpan WeakWitness = TimeSpan.FromSeconds(60);

    // Replicas were measured to be five seconds apart: a pod that has just come is not known to all of them.
    private static readonly TimeSpan Young = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ReplicaLag = TimeSpan.FromSeconds(5);

    public static bool IsConfirmed(TrackedPeer tracked, PeerHold hold, MembershipRules rules, TimeSpan now)
    {
        var held = now - hold.Since;
        var isYoung = hold.Since - tracked.FirstListed < Young && rules.RemovalConfirmations > 1;
        return hold.Missed >= hold.Needed
            && (!hold.IsMass || held >= rules.MassRemovalHold)
            && (!isYoung || held >= ReplicaLag);
    }

    /// <summary>Holds as they are after a time without an answer: that a removal lasted is known only of the time in which there were answers.</summary>
    public static ImmutableArray<TrackedPeer> Interrupt(ImmutableArray<TrackedPeer> tracked, FamilyMemory memory, TimeSpan time) =>
        tracked.Any(one => one.IsHeld && memory.Concerns(one.Peer))
            ? [.. tracked.Select(one => one.Hold is { } hold && memory.Concerns(one.Peer) ? one with { Hold = hold with { Since = hold.Since + time, WeakSince = hold.WeakSince + time } } : one)]
            : tracked;
}
