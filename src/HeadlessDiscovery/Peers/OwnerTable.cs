using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Hashing;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HeadlessDiscovery;

/// <summary>Rendezvous hashing: each member has a score for a key, and the highest owns it. The function is a contract: docs/ownership.md.</summary>
internal sealed class OwnerTable
{
    private const int MostOnStack = 64;

    private readonly ImmutableArray<Peer> members;
    private readonly long[] seeds;

    /// <param name="members">Sorted, IPv4 first.</param>
    public OwnerTable(ImmutableArray<Peer> members)
    {
        this.members = members;
        seeds = new long[Candidates(members)];
        Span<byte> address = stackalloc byte[16];
        for (var i = 0; i < seeds.Length; i++)
        {
            members[i].Address.TryWriteBytes(address, out var length);
            seeds[i] = (long)XxHash3.HashToUInt64(address[..length]);
        }
    }

    public static ulong Hash(ReadOnlySpan<byte> key) => XxHash3.HashToUInt64(key);

    public static ulong Hash(ReadOnlySpan<char> key)
    {
        const int MostBytes = 384;
        if (key.Length * 3L <= MostBytes)
        {
            Span<byte> utf8 = stackalloc byte[MostBytes];
            return XxHash3.HashToUInt64(utf8[..Encoding.UTF8.GetBytes(key, utf8)]);
        }

        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(key.Length));
        try
        {
            return XxHash3.HashToUInt64(rented.AsSpan(0, Encoding.UTF8.GetBytes(key, rented)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    public Peer? First(ulong keyHash)
    {
        if (seeds.Length == 0)
        {
            return null;
        }

        Span<byte> key = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(key, keyHash);
        var best = new Ranked(Score(key, seeds[0]), 0);
        for (var i = 1; i < seeds.Length; i++)
        {
            var next = new Ranked(Score(key, seeds[i]), i);
            if (Precedes(next, best, key))
            {
                best = next;
            }
        }

        return members[best.Index];
    }

    /// <summary>How many owners a key can have, of so many that are wanted.</summary>
    public int Count(int wanted) => Math.Min(wanted, seeds.Length);

    /// <summary>Fills the span with the first owners; it is no longer than <see cref="Count"/>.</summary>
    public void Rank(ulong keyHash, Span<Peer> owners)
    {
        if (owners.IsEmpty)
        {
            return;
        }

        Span<byte> key = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(key, keyHash);
        Span<Ranked> ranked = owners.Length <= MostOnStack ? stackalloc Ranked[MostOnStack] : new Ranked[owners.Length];
        var count = 0;
        for (var i = 0; i < seeds.Length; i++)
        {
            var next = new Ranked(Score(key, seeds[i]), i);
            if (count == owners.Length && !Precedes(next, ranked[count - 1], key))
            {
                continue;
            }

            var at = count < owners.Length ? count++ : count - 1;
            for (; at > 0 && Precedes(next, ranked[at - 1], key); at--)
            {
                ranked[at] = ranked[at - 1];
            }

            ranked[at] = next;
        }

        for (var i = 0; i < owners.Length; i++)
        {
            owners[i] = members[ranked[i].Index];
        }
    }

    // With both families a pod is two members, and only some DNS servers tell which two. So only one of its addresses can own.
    private static int Candidates(ImmutableArray<Peer> members)
    {
        if (members.IsEmpty || members[0].Address.AddressFamily == members[^1].Address.AddressFamily)
        {
            return members.Length;
        }

        var count = 0;
        while (members[count].Address.AddressFamily == AddressFamily.InterNetwork)
        {
            count++;
        }

        return count;
    }

    private static ulong Score(ReadOnlySpan<byte> key, long seed) => XxHash3.HashToUInt64(key, seed);

    // Equal scores are members at one address: processes on one machine, which only their ports tell apart.
    private bool Precedes(Ranked one, Ranked other, ReadOnlySpan<byte> key) => one.Score != other.Score
        ? one.Score > other.Score
        : PortScore(one, key) is var first && PortScore(other, key) is var second && first != second ? first > second
        : one.Index < other.Index;

    private ulong PortScore(Ranked one, ReadOnlySpan<byte> key)
    {
        Span<byte> port = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(port, (ushort)(members[one.Index].Port ?? IPEndPoint.MinPort));
        return Score(key, (long)XxHash3.HashToUInt64(members[one.Index].Port is null ? [] : port));
    }

    private readonly record struct Ranked(ulong Score, int Index);
}
