using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery.Lookup;

/// <summary>AAAA records that a DNS64 server made from the A records of the same name: the same pods again.</summary>
internal static class TranslatedAddresses
{
    // RFC 6052 §2.1: the well-known prefix 64:ff9b::/96, with the IPv4 address in the last 32 bits.
    private static readonly byte[] Prefix = [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>The IPv6 answer without the addresses that are those of the IPv4 answer. Where that is not known, no translated address counts.</summary>
    public static PeerAnswer LeaveOut(PeerAnswer v6, PeerAnswer v4)
    {
        if (v6.Peers.Count == 0 || !v6.Peers.Enumerate().Any(peer => TryTranslate(peer.Address, out _)))
        {
            return v6;
        }

        var known = v4.Outcome == LookupOutcome.Unknown ? null : v4.Peers.Enumerate().Select(peer => peer.Address).ToHashSet();
        var rest = new AnsweredPeers(v6.Peers.Enumerate().Where(peer => !(TryTranslate(peer.Address, out var original) && (known is null || known.Contains(original)))));
        return rest.Count > 0 ? v6 with { Peers = rest }
            : v6.Outcome == LookupOutcome.Found ? v6 with { Peers = rest, Outcome = LookupOutcome.Empty, Reason = LookupReason.NoData, Name = null }
            : v6 with { Peers = rest };
    }

    private static bool TryTranslate(IPAddress address, out IPAddress original)
    {
        original = IPAddress.None;
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        if (!bytes.StartsWith(Prefix))
        {
            return false;
        }

        original = new IPAddress(bytes[Prefix.Length..]);
        return true;
    }
}
