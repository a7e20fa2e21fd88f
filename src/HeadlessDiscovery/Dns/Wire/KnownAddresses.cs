using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery.Transport.Wire;

/// <summary>The addresses of the peers so far: where a message lists them again, no second objects are made.</summary>
/// <param name="peers">The peers, sorted.</param>
internal struct KnownAddresses(ImmutableArray<Peer> peers)
{
    private readonly ImmutableArray<Peer> peers = peers;

    // Many servers list the addresses in one order each time, often in that of the peers.
    private int next;

    /// <summary>The address with these bytes, of which there are 4 or 16.</summary>
    public IPAddress Of(ReadOnlySpan<byte> bytes)
    {
        if (next < peers.Length && Has(peers[next].Address, bytes))
        {
            return peers[next++].Address;
        }

        var (low, high) = (0, peers.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var address = peers[middle].Address;
            var order = AddressOrder.Compare(address, bytes);
            if (order == 0)
            {
                next = middle + 1;

                // An IPv4-mapped address stands where the IPv4 one does, and is another one.
                return Has(address, bytes) ? address : new IPAddress(bytes);
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return new IPAddress(bytes);
    }

    private static bool Has(IPAddress address, ReadOnlySpan<byte> bytes)
    {
        Span<byte> own = stackalloc byte[16];
        return address.TryWriteBytes(own, out var length) && own[..length].SequenceEqual(bytes);
    }
}
