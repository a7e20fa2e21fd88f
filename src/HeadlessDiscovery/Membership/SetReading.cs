using System.Collections.Immutable;

namespace HeadlessDiscovery.Membership;

/// <summary>A complete answer, and what it counts for.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Counts">Whether it is a statement of its own, not a copy of one that counted.</param>
/// <param name="Witness">The bit of its server; 0 where servers are not told apart.</param>
/// <param name="Configured">The bits of the servers that are configured.</param>
internal readonly record struct Statement(PeerAnswer Answer, bool Counts, uint Witness, uint Configured);

/// <summary>What a statement makes of the tracked peers of its family.</summary>
/// <param name="statement">The statement.</param>
/// <param name="before">The memory of its family before it.</param>
/// <param name="after">The memory after it.</param>
/// <param name="departed">Those who left lately.</param>
/// <param name="rules">The options.</param>
/// <param name="now">When it came.</param>
internal sealed class SetReading(
    Statement statement, FamilyMemory before, FamilyMemory after, ImmutableDictionary<Peer, DepartedPeer> departed, MembershipRules rules, ClockReading now)
{
    public (ImmutableArray<TrackedPeer> Tracked, IReadOnlyCollection<TrackedPeer> Left) Apply(ImmutableArray<TrackedPeer> tracked)
    {
        var mass = Count(tracked);
        var needed = RemovalRule.LeastNeeded(tracked, rules, now.Elapsed);
        var kept = ImmutableArray.CreateBuilder<TrackedPeer>(Math.Max(tracked.Length, statement.Answer.Peers.Count));
        var left = new List<TrackedPeer>();
        PeerPairing.Pair(
            tracked,
            statement.Answer.Peers,
            after,
            (peer, index) =>
            {
                if (peer is not null)
                {
                    KeepOrLeave(peer, Listed(peer, index));
                }
                else if (New(index) is { } one)
                {
                    kept.Add(one);
                }
            },
            peer => KeepOrLeave(peer, Lacking(peer, mass.IsMass || (mass.IsHalf && !peer.IsHeld), mass.IsRefuted, needed)),
            kept.Add);
        return (kept.ToImmutable(), left);

        void KeepOrLeave(TrackedPeer before, TrackedPeer? after)
        {
            if (after is null)
            {
                left.Add(before);
            }
            else
            {
                kept.Add(after);
            }
        }
    }

    private MassCount Count(ImmutableArray<TrackedPeer> tracked)
    {
        var count = default(MassCount);
        PeerPairing.Pair(
            tracked,
            statement.Answer.Peers,
            after,
            (peer, index) =>
            {
                if (peer is null ? !IsOlderThan(Departed(statement.Answer.Peers[index])?.DeniedBorn) : !IsOlderThan(peer.Hold?.DeniedBorn))
                {
                    count.Listed(peer?.IsSelf ?? rules.IsSelf(statement.Answer.Peers[index]), isNew: peer is null, wasHeld: peer is { IsHeld: true });
                }
                else if (peer is not null)
                {
                    count.Lacking(peer.IsSelf);
                }
            },
            peer => count.Lacking(peer.IsSelf),
            static _ => { });
        return count;
    }

    private TrackedPeer? New(int index)
    {
        var peer = statement.Answer.Peers[index];
        var gone = Departed(peer);
        return IsOlderThan(gone?.DeniedBorn) ? null : new TrackedPeer(peer, rules.IsSelf(peer))
        {
            FirstListed = now.Elapsed,
            ListedBy = statement.Witness,
            History = gone is null ? null : PeerHistory.After(gone.History, wasRemoved: true, now.Elapsed),
        };
    }

    // A peer that is listed again leaves the hold, unless the answer is older than the denial of its own name. Its host name is data and may be another one.
    private TrackedPeer? Listed(TrackedPeer tracked, int index)
    {
        if (tracked.Hold is { } hold && IsOlderThan(hold.DeniedBorn))
        {
            return RemovalRule.IsConfirmed(tracked, hold, rules, now.Elapsed) ? null : tracked;
        }

        var host = statement.Answer.Peers.HostName(index);
        var sameHost = string.Equals(tracked.Peer.HostName, host, StringComparison.Ordinal);
        if (sameHost && !tracked.IsHeld && tracked.Unseen == 0 && (tracked.ListedBy & statement.Witness) == statement.Witness)
        {
            return tracked;
        }

        return tracked with
        {
            Peer = sameHost ? tracked.Peer : statement.Answer.Peers[index],
            ListedBy = tracked.ListedBy | statement.Witness,
            Unseen = 0,
            History = HistoryAfter(tracked),
            Hold = null,
        };
    }

    private PeerHistory? HistoryAfter(TrackedPeer tracked) => tracked.Hold switch
    {
        { Missed: > 0 } => PeerHistory.After(tracked.History, wasRemoved: false, now.Elapsed),
        { WeakSince: not null } => PeerHistory.AfterWeak(tracked.History, now.Elapsed),
        _ => tracked.History,
    };

    /// <summary>The peer, held; null once its removal is confirmed.</summary>
    private TrackedPeer? Lacking(TrackedPeer tracked, bool isMass, bool isRefuted, int leastNeeded)
    {
        var hold = tracked.Hold ?? new PeerHold(now.Elapsed, Math.Max(leastNeeded, PeerHistory.Needed(tracked.History, rules.RemovalConfirmations, now.Elapsed)), before.Born);
        var isWeak = WitnessList.IsWeak(statement.Witness, tracked, statement.Configured);
        if (hold.IsMass && isRefuted)
        {
            // Nearly everybody is back: what is missing now is another matter, and begins anew. Who needs many statements keeps those that were made: they span long enough.
            hold = hold.Needed > rules.RemovalConfirmations ? hold with { IsMass = false } : hold with { Since = now.Elapsed, Missed = 0, IsMass = false };
        }

        hold = hold with
        {
            IsMass = hold.IsMass || isMass,
            WeakSince = isWeak ? hold.WeakSince ?? now.Elapsed : hold.WeakSince,
        };
        if (statement.Answer.IsSecondHand || (isWeak && now.Elapsed - hold.WeakSince < RemovalRule.WeakWitness))
        {
            return tracked with { Hold = hold };
        }

        hold = hold with { Missed = hold.Missed + (statement.Counts ? 1 : 0) };
        return RemovalRule.IsConfirmed(tracked, hold, rules, now.Elapsed) ? null : tracked with { Hold = hold };
    }

    private bool IsOlderThan(TimeSpan? denial) => FullTtl.IsNoNewer(after.Born, denial);

    private DepartedPeer? Departed(Peer peer) => departed.IsEmpty ? null : departed.GetValueOrDefault(peer) is { } gone && now.Elapsed - gone.At <= PeerHistory.Memory ? gone : null;
}
