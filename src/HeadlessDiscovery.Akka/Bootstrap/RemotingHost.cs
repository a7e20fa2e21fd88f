using System.Collections.Immutable;
using System.Net;
using Akka.Actor;

namespace HeadlessDiscovery.Akka.Bootstrap;

/// <summary>Compares remoting's public host with the address that DNS lists for this pod. Akka silently drops messages that are addressed to any other text.</summary>
internal static class RemotingHost
{
    /// <summary>Returns the address of the host.</summary>
    /// <exception cref="InvalidOperationException">The host is not one of this pod's addresses in the form that the peers use.</exception>
    public static IPAddress Read(Address self, IPeerResolver resolver)
    {
        var own = resolver is PeerResolver known ? known.GetOwnAddresses() : ImmutableArray<Peer>.Empty;
        if (IPAddress.TryParse(self.Host, out var address) && TextOf(new Peer(address)) == self.Host && (own.IsEmpty || own.Any(peer => peer.Address.Equals(address))))
        {
            return address;
        }

        var expected = own.IsEmpty ? "the address that DNS lists for it" : string.Join(" or ", own.Select(peer => $"'{peer.Address}'"));
        throw new InvalidOperationException($"The public host name of Akka remoting is '{self.Host}', but the other pods know this pod as {expected}, so no message would arrive. Set it to the address of the pod (POD_IP).");
    }

    /// <summary>The host in the address of a pod. Akka.NET's remoting puts an IPv6 address in brackets, however its host name is set.</summary>
    public static string TextOf(Peer peer) => peer.ToHostString();

    /// <summary>The problem if DNS lists this pod under another address; otherwise <see langword="null"/>.</summary>
    public static string? Contradiction(PeerSnapshot snapshot, Address self) =>
        snapshot.SelfPeer is { } listed && !snapshot.Members.Any(member => TextOf(member) == self.Host)
            ? $"the public host name of Akka remoting is '{self.Host}', but DNS lists this pod as '{listed.Address}'"
            : null;
}
