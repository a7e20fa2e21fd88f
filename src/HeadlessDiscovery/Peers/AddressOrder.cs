using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery;

/// <summary>The one order and identity of addresses: family (IPv4 first), then bytes; IPv4-mapped is IPv4, a scope does not count.</summary>
internal static class AddressOrder
{
    public static Comparison<IPAddress> Comparison { get; } = Compare;

    public static IComparer<IPAddress> Comparer { get; } = Comparer<IPAddress>.Create(Comparison);

    public static int Compare(IPAddress left, IPAddress right)
    {
        if (ReferenceEquals(left, right))
        {
            return 0;
        }

        Span<byte> leftBytes = stackalloc byte[16];
        Span<byte> rightBytes = stackalloc byte[16];
        var leftLength = Write(left, leftBytes);
        var rightLength = Write(right, rightBytes);
        return leftLength != rightLength
            ? leftLength.CompareTo(rightLength)
            : leftBytes[..leftLength].SequenceCompareTo(rightBytes[..rightLength]);
    }

    public static bool Same(IPAddress left, IPAddress right) => Compare(left, right) == 0;

    public static int Hash(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        var hash = default(HashCode);
        hash.AddBytes(bytes[..Write(address, bytes)]);
        return hash.ToHashCode();
    }

    private static int Write(IPAddress address, Span<byte> bytes)
    {
        address.TryWriteBytes(bytes, out var length);
        if (length == 16 && address.AddressFamily == AddressFamily.InterNetworkV6 && address.IsIPv4MappedToIPv6)
        {
            bytes[12..].CopyTo(bytes);
            return 4;
        }

        return length;
    }
}
