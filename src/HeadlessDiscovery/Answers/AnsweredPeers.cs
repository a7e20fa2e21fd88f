using System.Net;

namespace HeadlessDiscovery;

/// <summary>The addresses that a lookup found, sorted and distinct as peers are; a <see cref="Peer"/> is made only for one that is new.</summary>
internal sealed class AnsweredPeers
{
    // One of the two: addresses that share one port, or peers with ports and host names of their own.
    private readonly IPAddress[]? addresses;
    private readonly Peer[]? peers;
    private readonly int? port;

    /// <summary>Addresses that share one port; the first <paramref name="count"/> items count, sorted and distinct.</summary>
    public AnsweredPeers(IPAddress[] addresses, int count, int? port)
    {
        this.addresses = addresses;
        this.port = port;
        Count = count;
    }

    /// <summary>Peers with ports and host names of their own, in any order.</summary>
    public AnsweredPeers(IEnumerable<Peer> peers)
    {
        // Of two records with one address and port, the first host name by order stays.
        this.peers = [.. peers.OrderBy(peer => peer).ThenBy(peer => peer.HostName, StringComparer.Ordinal).Distinct()];
        Count = this.peers.Length;
    }

    public static AnsweredPeers None { get; } = new([], 0, null);

    public int Count { get; }

    public Peer this[int index] => peers?[index] ?? new Peer(addresses![index], port);

    public string? HostName(int index) => peers?[index].HostName;

    /// <summary>Compares an item with a peer, in the order of peers.</summary>
    public int Compare(int index, Peer peer)
    {
        if (peers is not null)
        {
            return peers[index].CompareTo(peer);
        }

        var byAddress = AddressOrder.Compare(addresses![index], peer.Address);
        return byAddress != 0 ? byAddress : Nullable.Compare(port, peer.Port);
    }

    public bool SameAs(AnsweredPeers other)
    {
        if (Count != other.Count)
        {
            return false;
        }

        for (var i = 0; i < Count; i++)
        {
            if (!Same(i, other, i))
            {
                return false;
            }
        }

        return true;
    }

    // A cache in front counts down: this runs at most refreshes, and makes no peers where both sides are addresses.
    private bool Same(int index, AnsweredPeers other, int otherIndex) =>
        addresses is not null && other.addresses is not null
            ? AddressOrder.Same(addresses[index], other.addresses[otherIndex]) && port == other.port
            : Compare(index, other[otherIndex]) == 0;

    /// <summary>Both sets as one.</summary>
    public AnsweredPeers Union(AnsweredPeers other) =>
        other.Count == 0 ? this : Count == 0 ? other : new AnsweredPeers(Enumerate().Concat(other.Enumerate()));

    public IEnumerable<Peer> Enumerate() => Enumerable.Range(0, Count).Select(i => this[i]);
}
