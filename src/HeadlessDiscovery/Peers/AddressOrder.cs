using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery;

/// <summary>The one order and identity of addresses: family (IPv4 first), then bytes; IPv4-mapped is IPv4, a scope does not count.</summary>
internal static class AddressOrder
{
    // RFC 4291 §2.5.5.2: ::ffff:0:0/96, with the IPv4 address in the last 32 bits.
    private static ReadOnlySpan<byte> MappedPrefix => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];

    public static IComparer<IPAddress> Comparer { get; } = Comparer<IPAddress>.Create(Compare);

    // An answer mostly lists the objects of the one before: that much is compiled into its callers.
    public static int Compare(IPAddress left, IPAddress right) => ReferenceEquals(left, right) ? 0 : CompareOthers(left, right);

    /// <summary>Compares with the bytes of another address, 4 or 16.</summary>
    public static int Compare(IPAddress left, ReadOnlySpan<byte> right)
    {
        Span<byte> leftBytes = stackalloc byte[16];
        return Compare(leftBytes[..Write(left, leftBytes)], right.StartsWith(MappedPrefix) ? right[MappedPrefix.Length..] : right);
    }

    /// <summary>Sorts addresses, and moves the distinct ones to the front.</summary>
    /// <returns>How many are distinct.</returns>
    public static int SortDistinct(Span<IPAddress> addresses)
    {
        var keys = ArrayPool<ulong>.Shared.Rent(addresses.Length);
        try
        {
            return TryReadV4(addresses, keys) ? SortDistinct(addresses, keys.AsSpan(0, addresses.Length)) : SortOthers(addresses);
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(keys);
        }
    }

    public static int Hash(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        var hash = default(HashCode);
        hash.AddBytes(bytes[..Write(address, bytes)]);
        return hash.ToHashCode();
    }

    // Numbers are compared and moved many times faster than objects: each is an IPv4 address, and its place.
    private static int SortDistinct(Span<IPAddress> addresses, Span<ulong> keys)
    {
        keys.Sort();
        var unsorted = ArrayPool<IPAddress>.Shared.Rent(addresses.Length);
        addresses.CopyTo(unsorted);
        var distinct = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            if (i == 0 || keys[i] >> 32 != keys[i - 1] >> 32)
            {
                addresses[distinct++] = unsorted[(int)(uint)keys[i]];
            }
        }

        ArrayPool<IPAddress>.Shared.Return(unsorted, clearArray: true);
        return distinct;
    }

    private static int SortOthers(Span<IPAddress> addresses)
    {
        addresses.Sort(Compare);
        var distinct = Math.Min(1, addresses.Length);
        for (var i = 1; i < addresses.Length; i++)
        {
            if (!Same(addresses[i], addresses[distinct - 1]))
            {
                addresses[distinct++] = addresses[i];
            }
        }

        return distinct;
    }

    private static int CompareOthers(IPAddress left, IPAddress right)
    {
        if (TryReadV4(left, out var leftNumber) && TryReadV4(right, out var rightNumber))
        {
            return leftNumber.CompareTo(rightNumber);
        }

        Span<byte> leftBytes = stackalloc byte[16];
        Span<byte> rightBytes = stackalloc byte[16];
        return Compare(leftBytes[..Write(left, leftBytes)], rightBytes[..Write(right, rightBytes)]);
    }

    private static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.SequenceCompareTo(right);

    public static bool Same(IPAddress left, IPAddress right) => Compare(left, right) == 0;

    private static bool TryReadV4(ReadOnlySpan<IPAddress> addresses, Span<ulong> keys)
    {
        for (var i = 0; i < addresses.Length; i++)
        {
            if (!TryReadV4(addresses[i], out var number))
            {
                return false;
            }

            keys[i] = ((ulong)number << 32) | (uint)i;
        }

        return true;
    }

    private static bool TryReadV4(IPAddress address, out uint number)
    {
        if (address.AddressFamily != AddressFamily.InterNetwork)
        {
            number = 0;
            return false;
        }

        Span<byte> bytes = stackalloc byte[4];
        address.TryWriteBytes(bytes, out _);
        number = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        return true;
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
