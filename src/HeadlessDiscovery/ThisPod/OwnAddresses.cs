using System.Collections.Immutable;
using System.Net.Sockets;

namespace HeadlessDiscovery.Options;

/// <summary>The addresses of this process, with a port where it is known.</summary>
internal sealed class OwnAddresses(ImmutableArray<Peer> addresses, string source, ImmutableArray<OwnVariableProblem> problems = default)
{
    /// <summary>The source where nobody said which addresses are ours.</summary>
    public const string OfInterfaces = "interfaces";

    /// <summary>The source where <c>POD_IP</c> has one family, and the interfaces gave the other one.</summary>
    public const string OfVariableAndInterfaces = "POD_IP, other family from interfaces";

    /// <summary>What was given and cannot be read; never default.</summary>
    public ImmutableArray<OwnVariableProblem> Problems { get; } = problems.IsDefault ? [] : problems;

    public ImmutableArray<Peer> All => addresses;

    /// <summary>Where they come from, in words.</summary>
    public string Source => source;

    /// <summary>
    /// Whether a list of own addresses proves nothing about who this process is: they come from the interfaces, and of a family in it another one is not listed.
    /// The listed one may be a virtual address that every replica has.
    /// </summary>
    public bool MayBeVirtual(ImmutableArray<Peer> listed) =>
        source == OfInterfaces
        && addresses.Any(own => listed.Any(peer => peer.Address.AddressFamily == own.Address.AddressFamily) && !listed.Any(peer => AddressOrder.Same(peer.Address, own.Address)));

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
