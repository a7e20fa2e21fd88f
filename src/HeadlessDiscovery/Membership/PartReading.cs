using System.Collections.Immutable;

namespace HeadlessDiscovery.Membership;

/// <summary>What an answer that is not whole makes of the tracked peers of its family: it adds. Many random parts in a row that lack a peer are evidence too.</summary>
/// <param name="answer">The part.</param>
/// <param name="memory">The memory of its family before it.</param>
/// <param name="witness">The bit of its server.</param>
/// <param name="hasOwnNames">Whether a peer can be asked for by its own name, so that nobody is removed for what parts lack.</param>
/// <param name="rules">The options.</param>
/// <param name="now">When it came.</param>
internal sealed class PartReading(PeerAnswer answer, FamilyMemory memory, uint witness, bool hasOwnNames, MembershipRules rules, ClockReading now)
{
    private const int FewestParts = 12;

    // A live peer may be missing from so many parts by chance once in ten thousand million times.
    private static readonly double Never = Math.Log(1e-10);

    private int listedAgain;

    public (ImmutableArray<TrackedPeer> Tracked, IReadOnlyCollection<TrackedPeer> Left, FamilyMemory After) Apply(ImmutableArray<TrackedPeer> tracked)
    {
        // Truncated over TCP: a random part of the truth (CoreDNS). Over UDP it says nothing about who is missing.
        var isPart = answer.IsTruncated && (answer.OrderHash == 0 || answer.OrderHash != memory.PartOrder);
        var missingOnce = tracked.Count(one => memory.Concerns(one.Peer) && one.Unseen == 1);
        var kept = ImmutableArray.CreateBuilder<TrackedPeer>(Math.Max(tracked.Length, answer.Peers.Count));
        PeerPairing.Pair(
            tracked,
            answer.Peers,
            memory,
            (peer, index) => kept.Add(peer is null ? New(index) : Listed(peer, index)),
            peer => kept.Add(isPart ? peer with { Unseen = peer.Unseen + 1 } : peer),
            kept.Add);
        if (!isPart)
        {
            return (kept.ToImmutable(), [], memory);
        }

        var total = kept.Count(one => memory.Concerns(one.Peer));
        var share = (double)answer.Peers.Count / Math.Max(total, answer.Peers.Count);

        // Of a server with a fixed order the same ones are missing each time, and say nothing.
        var isRandom = missingOnce > 0 && listedAgain >= share / 2 * missingOnce;
        var after = memory with { PartOrder = answer.OrderHash, RandomParts = isRandom ? memory.RandomParts + 1 : 0 };
        var parts = Math.Max(FewestParts, (int)Math.Ceiling(Never / Math.Log(Math.Max(1 - share, 1e-3))));
        if (hasOwnNames || after.RandomParts < parts)
        {
            return (kept.ToImmutable(), [], after);
        }

        bool IsGone(TrackedPeer one) => memory.Concerns(one.Peer) && one.Unseen >= parts;
        var left = kept.Where(IsGone).ToArray();
        return (left.Length == 0 ? kept.ToImmutable() : [.. kept.Where(one => !IsGone(one))], left, after);
    }

    private TrackedPeer New(int index)
    {
        var peer = answer.Peers[index];
        return new TrackedPeer(peer, rules.IsSelf(peer)) { FirstListed = now.Elapsed, ListedBy = witness };
    }

    private TrackedPeer Listed(TrackedPeer tracked, int index)
    {
        listedAgain += tracked.Unseen == 1 ? 1 : 0;
        var sameHost = string.Equals(tracked.Peer.HostName, answer.Peers.HostName(index), StringComparison.Ordinal);
        return sameHost && tracked is { IsHeld: false, Unseen: 0 } && (tracked.ListedBy & witness) == witness
            ? tracked
            : tracked with { Peer = sameHost ? tracked.Peer : answer.Peers[index], ListedBy = tracked.ListedBy | witness, Unseen = 0, Hold = null };
    }
}
