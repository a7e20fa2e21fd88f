using System.Collections.Immutable;

namespace HeadlessDiscovery.Membership;

/// <summary>Whom to query by other names, so that a removal need not wait for copies of one answer to expire.</summary>
internal static class EvidenceChoice
{
    /// <summary>So many own names in a lookup.</summary>
    public const int MostOwnNames = 8;

    /// <summary>So many where answers are truncated, so that nothing else tells who left.</summary>
    public const int MostOwnNamesOfParts = 30;

    private const int MostControls = 16;
    private const int FewestParts = 3;

    // CoreDNS and the caches of a node keep a denial for about as long: before, the same one would come again.
    private static readonly TimeSpan DenialLasts = TimeSpan.FromSeconds(5);

    /// <param name="state">The state after the answer of this turn.</param>
    /// <param name="reported">Tracked peers that the application could not reach.</param>
    /// <param name="isPart">Whether that answer was truncated over TCP.</param>
    /// <param name="now">The time.</param>
    public static EvidenceRequest Of(MembershipState state, IReadOnlyCollection<Peer> reported, bool isPart, TimeSpan now)
    {
        if (reported.Count == 0 && !isPart && state.OldestHold is null)
        {
            return EvidenceRequest.None;
        }

        var controls = state.Tracked.Where(static one => !one.IsHeld && one.Unseen == 0).Select(static one => one.Peer).Where(peer => !reported.Contains(peer)).Take(MostControls).ToImmutableArray();
        if (controls.IsEmpty)
        {
            return EvidenceRequest.None;
        }

        if (isPart)
        {
            return new EvidenceRequest { Doubtful = [.. Unseen(state)], Controls = controls };
        }

        // A hold that began in this turn waits for the next one: statements are about a second apart.
        var held = state.Tracked.Where(one => one.Hold is { } hold && hold.Since < now && !IsFlapping(one)).ToArray();
        var unasked = held.Where(one => !(now - one.Hold!.DeniedBorn < DenialLasts));
        ImmutableArray<Peer> doubtful =
        [
            .. reported.Take(MostOwnNames),
            .. unasked.OrderBy(static one => one.Hold!.DeniedBorn ?? TimeSpan.MinValue).Select(static one => one.Peer).Where(peer => !reported.Contains(peer)).Take(Math.Max(0, MostOwnNames - reported.Count)),
        ];

        // One statement a turn: the SRV set once the own name was denied before, and only where the set itself says nothing new.
        var inRecords = state.AwaitsExpiry ? held.Where(static one => one.Hold is { DeniedBorn: not null, ServiceBorn: null }).Select(static one => one.Peer) : [];
        return new EvidenceRequest
        {
            Doubtful = [.. doubtful.Except(inRecords)],
            Reported = [.. reported.Take(MostOwnNames)],
            Controls = controls,
            InServiceRecords = [.. inRecords],
        };
    }

    /// <summary>Whether the servers disagree about a peer: to query more often would not decide it.</summary>
    public static bool IsFlapping(TrackedPeer tracked) => tracked.History is { Returns: > 2 };

    private static IEnumerable<Peer> Unseen(MembershipState state) => state.Tracked
        .Where(static one => one.Unseen >= FewestParts)
        .OrderByDescending(static one => one.Unseen)
        .Take(MostOwnNamesOfParts)
        .Select(static one => one.Peer);
}
