using System.Buffers.Binary;
using System.Net;
using HeadlessDiscovery.RealDns.Tests.Updates;

namespace HeadlessDiscovery.RealDns.Tests.Queries;

/// <summary>What a server answered: its header, the addresses and types of the answer section, and whether an SOA proves a denial.</summary>
internal sealed record RawAnswer
{
    private const int HeaderLength = 12;
    private const int Pointer = 0xC0;

    public const int NoError = 0;
    public const int ServFail = 2;
    public const int NxDomain = 3;

    public required int Code { get; init; }

    public required bool IsAuthoritative { get; init; }

    public required bool IsTruncated { get; init; }

    /// <summary>In the order of the answer.</summary>
    public required IReadOnlyList<string> Addresses { get; init; }

    public required bool HasAlias { get; init; }

    public required bool HasSoa { get; init; }

    /// <summary>The lowest TTL of the answer section; null where it is empty.</summary>
    public required TimeSpan? Ttl { get; init; }

    public static RawAnswer Read(byte[] message)
    {
        var flags = BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(2));
        var at = HeaderLength;
        for (var questions = BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(4)); questions > 0; questions--)
        {
            at = AfterName(message, at) + 4;
        }

        var (types, ttls, addresses) = (new List<int>(), new List<uint>(), new List<string>());
        var answers = BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(6));
        var records = answers + BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(8));
        for (var record = 0; record < records; record++)
        {
            at = AfterName(message, at);
            var type = BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(at));
            var ttl = BinaryPrimitives.ReadUInt32BigEndian(message.AsSpan(at + 4));
            var length = BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(at + 8));
            at += 10;
            types.Add(type);
            if (record < answers)
            {
                ttls.Add(ttl);
                if (type is WireType.A or WireType.Aaaa)
                {
                    addresses.Add(new IPAddress(message.AsSpan(at, length)).ToString());
                }
            }

            at += length;
        }

        return new RawAnswer
        {
            Code = flags & 0xF,
            IsAuthoritative = (flags & 0x0400) != 0,
            IsTruncated = (flags & 0x0200) != 0,
            Addresses = addresses,
            HasAlias = types.Take(answers).Contains(WireType.Cname),
            HasSoa = types.Skip(answers).Contains(WireType.Soa),
            Ttl = ttls.Count == 0 ? null : TimeSpan.FromSeconds(ttls.Min()),
        };
    }

    private static int AfterName(byte[] message, int at)
    {
        while (message[at] != 0)
        {
            if (message[at] >= Pointer)
            {
                return at + 2;
            }

            at += message[at] + 1;
        }

        return at + 1;
    }
}
