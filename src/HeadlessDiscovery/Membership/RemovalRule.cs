using System.Collections.Immutable;

namespace HeadlessDiscovery.Membership;

/// <summary>When a peer that an answer lacks may go (outcomes: "Removal").</summary>
internal static class RemovalRule
{
    private const int SmallestMass = 3;

    /// <summary>A mass removal leaves no peer, or names fewer than half as many as are present and held, of at least three.</summary>
    public static bool IsMass(ImmutableArray<NamedPeer> named)
    {
        var (before, after, namesAnybody) = (0, 0, false);
        foreach (var (tracked, isNamed, isNew) in named)
        {
            namesAnybody |= isNamed;
            if (!tracked.IsSelf)
            {
                after += isNamed ? 1 : 0;
                before += isNew ? 0 : 1;
            }
        }

        return after == 0 ? before > 0 || !namesAnybody : before >= SmallestMass && 2 * after < before;
    }

    public static ImmutableArray<TrackedPeer> Apply(
        ImmutableArray<NamedPeer> named, bool counts, bool mass, MembershipRules rules, Moment now)
    {
        var kept = ImmutableArray.CreateBuilder<TrackedPeer>(named.Length);
        foreach (var (tracked, isNamed, _) in named)
        {
            if (isNamed)
            {
                kept.Add(tracked);
                continue;
            }

            var held = tracked with { HeldSince = tracked.HeldSince ?? now.Elapsed, Missed = tracked.Missed + (counts ? 1 : 0) };
            var confirmed = held.Missed >= rules.RemovalConfirmations;
            var lasted = !mass || now.Elapsed - held.HeldSince >= rules.MassRemovalHold;
            if (!(confirmed && lasted))
            {
                kept.Add(held);
            }
        }

        return kept.DrainToImmutable();
    }

    /// <summary>Holds as they are after a time without an answer: that a removal lasted is known only of the time in which somebody said so.</summary>
    public static ImmutableArray<TrackedPeer> Interrupt(ImmutableArray<TrackedPeer> tracked, TimeSpan time) => tracked.Any(static one => one.IsHeld)
        ? [.. tracked.Select(one => one.IsHeld ? one with { HeldSince = one.HeldSince + time } : one)]
        : tracked;

    /// <summary>What a part of an answer may do: add, and end a hold.</summary>
    public static ImmutableArray<TrackedPeer> KeepMissing(ImmutableArray<NamedPeer> named) =>
        [.. named.Select(entry => entry.Tracked)];
}
