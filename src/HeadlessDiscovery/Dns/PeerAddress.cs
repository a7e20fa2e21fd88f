using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery.Dns;

/// <summary>Which addresses no peer can have (semantics W-6).</summary>
internal static class PeerAddress
{
    /// <summary>Unspecified, broadcast, multicast and link-local addresses cannot be peers; loopback only where the server itself is on loopback.</summary>
    public static bool IsUsable(IPAddress address, bool serverIsLoopback)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        if (length == 4)
        {
            // RFC 6890: 0/8 is this network, 169.254/16 link-local, 224/4 multicast.
            return bytes[0] switch
            {
                0 => false,
                127 => serverIsLoopback,
                169 => bytes[1] != 254,
                >= 224 and < 240 => false,
                255 => !(bytes[1] == 255 && bytes[2] == 255 && bytes[3] == 255),
                _ => true,
            };
        }

        // A record carries no scope, so a link-local IPv6 address never has one that we know.
        return !address.Equals(IPAddress.IPv6Any)
            && !address.IsIPv6Multicast
            && !address.IsIPv6LinkLocal
            && (serverIsLoopback || !IPAddress.IsLoopback(address))
            && (!address.IsIPv4MappedToIPv6 || IsUsable(address.MapToIPv4(), serverIsLoopback));
    }

    public static int DataLength(DnsRecordType type) => type == DnsRecordType.A ? 4 : 16;

    public static AddressFamily FamilyOf(DnsRecordType type) => type == DnsRecordType.A ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6;
}
