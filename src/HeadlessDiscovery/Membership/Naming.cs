using System.Collections.Immutable;

namespace HeadlessDiscovery.Membership;

/// <summary>Tracked peers side by side with an answer: whom it names, and whom it lacks. Sorted.</summary>
internal static class Naming
{
    public static ImmutableArray<NamedPeer> Of(ImmutableArray<TrackedPeer> tracked, AnsweredPeers answered, Func<Peer, bool> isSelf)
    {
        var named = ImmutableArray.CreateBuilder<NamedPeer>(Math.Max(tracked.Length, answered.Count));
        var (i, j) = (0, 0);
        while (i < tracked.Length || j < answered.Count)
        {
            var order = i == tracked.Length ? -1 : j == answered.Count ? 1 : answered.Compare(j, tracked[i].Peer);
            if (order < 0)
            {
                var peer = answered[j++];
                named.Add(new NamedPeer(new TrackedPeer(peer, isSelf(peer)), IsNamed: true, IsNew: true));
            }
            else if (order > 0)
            {
                named.Add(new NamedPeer(tracked[i++], IsNamed: false, IsNew: false));
            }
            else
            {
                named.Add(new NamedPeer(Again(tracked[i++], answered, j++), IsNamed: true, IsNew: false));
            }
        }

        return named.DrainToImmutable();
    }

    // A peer that is named again leaves the hold; its host name is data and may be another one.
    private static TrackedPeer Again(TrackedPeer tracked, AnsweredPeers answered, int index)
    {
        var sameHost = string.Equals(tracked.Peer.HostName, answered.HostName(index), StringComparison.Ordinal);
        return sameHost && !tracked.IsHeld ? tracked : new TrackedPeer(sameHost ? tracked.Peer : answered[index], tracked.IsSelf);
    }
}
