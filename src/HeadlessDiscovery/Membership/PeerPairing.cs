using System.Collections.Immutable;

namespace HeadlessDiscovery.Membership;

/// <summary>Tracked peers side by side with an answer, in their order: whom it lists, whom it lacks, and who is new.</summary>
internal static class PeerPairing
{
    /// <summary>Pairs them; exactly one of the two sides of a pair may be missing.</summary>
    /// <param name="tracked">Those of all families; those that the answer is not about come with <paramref name="other"/>.</param>
    /// <param name="answered">The answer.</param>
    /// <param name="memory">Which family the answer is about.</param>
    /// <param name="listed">Called for a tracked peer, or null for a new one, and its place in the answer.</param>
    /// <param name="lacking">Called for a tracked peer that the answer lacks.</param>
    /// <param name="other">Called for a tracked peer that the answer is not about.</param>
    public static void Pair(
        ImmutableArray<TrackedPeer> tracked, AnsweredPeers answered, FamilyMemory memory, Action<TrackedPeer?, int> listed, Action<TrackedPeer> lacking, Action<TrackedPeer> other)
    {
        var (i, j) = (0, 0);
        while (i < tracked.Length || j < answered.Count)
        {
            if (i < tracked.Length && !memory.Concerns(tracked[i].Peer) && (j == answered.Count || answered.Compare(j, tracked[i].Peer) > 0))
            {
                other(tracked[i++]);
                continue;
            }

            var order = i == tracked.Length ? -1 : j == answered.Count ? 1 : answered.Compare(j, tracked[i].Peer);
            switch (order)
            {
                case < 0:
                    listed(null, j++);
                    break;
                case > 0:
                    lacking(tracked[i++]);
                    break;
                default:
                    listed(tracked[i++], j++);
                    break;
            }
        }
    }
}
