using System.Text;

namespace HeadlessDiscovery.Testing.Tests.Raw;

/// <summary>Query messages, byte by byte, without the codec under test.</summary>
internal static class RawQuery
{
    public const ushort Id = 0x1234;

    public static byte[] For(string name, string type = "A", int? edns = null, ushort id = Id, byte ednsVersion = 0, int @class = 1, byte flags = 1)
    {
        List<byte> bytes = [(byte)(id >> 8), (byte)id, flags, 0, 0, 1, 0, 0, 0, 0, 0, (byte)(edns is null ? 0 : 1)];
        foreach (var label in name.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            bytes.Add((byte)label.Length);
            bytes.AddRange(Encoding.ASCII.GetBytes(label));
        }

        bytes.AddRange([0, 0, (byte)Type(type), 0, (byte)@class]);
        if (edns is { } size)
        {
            bytes.AddRange([0, 0, 41, (byte)(size >> 8), (byte)size, 0, ednsVersion, 0, 0, 0, 0]);
        }

        return [.. bytes];
    }

    private static int Type(string type) => type switch
    {
        "A" => 1,
        "NS" => 2,
        "CNAME" => 5,
        "SOA" => 6,
        "PTR" => 12,
        "TXT" => 16,
        "AAAA" => 28,
        "SRV" => 33,
        "NAPTR" => 35,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}
