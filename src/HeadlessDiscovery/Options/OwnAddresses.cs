using System.Collections.Immutable;
using System.Net.Sockets;

namespace HeadlessDiscovery.Options;

/// <summary>The addresses of this process, with a port where it is known.</summary>
internal sealed class OwnAddresses(ImmutableArray<Peer> addresses, string source)
{
    public ImmutableArray<Peer> All => addresses;

    /// <summary>Where they come from, in words.</summary>
    public string Source => source;

    /// <summary>Whether the first address, which decides what <see cref="PeerFamily.Auto"/> queries, is IPv6.</summary>
    public bool BeginsWithIPv6 => addresses is [{ Address.AddressFamily: AddressFamily.InterNetworkV6 }, ..];

    /// <summary>Whether a peer is this process: the same address, and the same port where both ports are known.</summary>
    public bool Contains(Peer peer)
    {
        foreach (var own in addresses)
        {
            if (AddressOrder.Same(own.Address, peer.Address) && (own.Port is null || peer.Port is null || own.Port == peer.Port))
            {
                return true;
            }
        }

        return false;
    }
}
