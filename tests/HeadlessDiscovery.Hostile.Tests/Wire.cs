using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace HeadlessDiscovery.Hostile.Tests;

/// <summary>Bytes of answers, with nothing that keeps them from being wrong.</summary>
internal static class Wire
{
    public const string Web = "web.shop.svc.cluster.local.";
    public const int Authoritative = 0x8400;

    /// <summary>A pointer to the question's name.</summary>
    public static readonly byte[] Asked = [0xC0, 12];

    public static byte[] Name(string name) =>
        [.. name.Split('.', StringSplitOptions.RemoveEmptyEntries).SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]), 0];

    public static byte[] Question(byte[] asked)
    {
        var end = 12;
        while (asked[end] != 0)
        {
            end += asked[end] + 1;
        }

        return asked[12..(end + 5)];
    }

    public static int AskedType(byte[] asked) => Question(asked)[^3];

    public static byte[] Record(byte[] owner, int type, byte[] data, int recordClass = 1, uint ttl = 5, int? length = null) =>
        [.. owner, .. Two(type), .. Two(recordClass), .. Two((int)(ttl >> 16)), .. Two((int)(ttl & 0xFFFF)), .. Two(length ?? data.Length), .. data];

    public static byte[] A(byte[] owner, string address, int recordClass = 1) => Record(owner, 1, IPAddress.Parse(address).GetAddressBytes(), recordClass);

    public static byte[] Alias(byte[] owner, string target) => Record(owner, 5, Name(target));

    /// <summary>An answer with the id and the question of what was asked.</summary>
    public static byte[] Answer(byte[] asked, IReadOnlyCollection<byte[]> records, int flags = Authoritative, int? count = null, byte[]? question = null, int questions = 1) =>
    [
        asked[0], asked[1], .. Two(flags), .. Two(questions), .. Two(count ?? records.Count), 0, 0, 0, 0,
        .. Enumerable.Repeat(question ?? Question(asked), questions).SelectMany(octets => octets),
        .. records.SelectMany(octets => octets),
    ];

    private static byte[] Two(int value)
    {
        var octets = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(octets, (ushort)value);
        return octets;
    }
}
