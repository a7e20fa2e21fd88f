using System.Collections.Immutable;
using System.Net.Sockets;

namespace HeadlessDiscovery;

/// <summary>Tells addresses from pods: with both families a pod is two peers, and only its host name shows it.</summary>
internal static class PeerPods
{
    /// <summary>One peer for each pod, as far as host names tell; the same array where nothing is left out.</summary>
    /// <param name="peers">Sorted and distinct.</param>
    /// <param name="preferred">This process, whose address is the one that stays.</param>
    public static ImmutableArray<Peer> OnePerPod(ImmutableArray<Peer> peers, Peer? preferred)
    {
        // IPv4 sorts first: where both ends are of one family, all are.
        if (peers.IsEmpty || peers[0].Address.AddressFamily == peers[^1].Address.AddressFamily)
        {
            return peers;
        }

        var left = new HashSet<Peer>(peers
            .Where(peer => peer.HostName is not null)
            .GroupBy(peer => (peer.HostName!.ToUpperInvariant(), peer.Port))
            .SelectMany(named => Second([.. named], preferred)));
        return left.Count == 0 ? peers : peers.RemoveAll(left.Contains);
    }

    // A name may stand for several pods, in other DNS servers than Kubernetes: then one family has as many addresses as there are pods.
    private static Peer[] Second(Peer[] named, Peer? preferred)
    {
        var four = named.Where(peer => peer.Address.AddressFamily == AddressFamily.InterNetwork).ToArray();
        var six = named.Except(four).ToArray();
        var keepsSix = six.Length > four.Length || (six.Length == four.Length && preferred is not null && six.Contains(preferred));
        return keepsSix ? four : six;
    }
}
