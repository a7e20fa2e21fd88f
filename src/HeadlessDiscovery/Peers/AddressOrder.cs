using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery;

/// <summary>The one order and identity of addresses: family (IPv4 first), then bytes; IPv4-mapped is IPv4, a scope does not count.</summary>
internal static class AddressOrder
{
    // RFC 4291 §2.5.5.2: ::ffff:0:0/96, with the IPv4 address in the last 32 bits.
    private static ReadOnlySpan<byte> MappedPrefix => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];

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
        return Compare(leftBytes[..Write(left, leftBytes)], rightBytes[..Write(right, rightBytes)]);
    }

    /// <summary>Compares with the bytes of another address, 4 or 16.</summary>
    public static int Compare(IPAddress left, ReadOnlySpan<byte> right)
    {
        Span<byte> leftBytes = stackalloc byte[16];
        return Compare(leftBytes[..Write(left, leftBytes)], right.StartsWith(MappedPrefix) ? right[MappedPrefix.Length..] : right);
    }

    private static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.SequenceCompareTo(right);

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
