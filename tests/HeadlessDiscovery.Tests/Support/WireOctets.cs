using System.Text;

namespace HeadlessDiscovery.Tests.Support;

/// <summary>Bytes of messages, put together by hand.</summary>
internal static class WireOctets
{
    /// <summary>A pointer to the name of the question.</summary>
    public static readonly byte[] Asked = [0xC0, 12];

    public static byte[] Two(int number) => [(byte)(number >> 8), (byte)number];

    public static byte[] Four(uint number) => [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];

    /// <summary>A name of plain labels.</summary>
    public static byte[] Name(string name) =>
        [.. name.Split('.', StringSplitOptions.RemoveEmptyEntries).SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.Latin1.GetBytes(label)]), 0];

    public static byte[] Header(int flags = 0x8400, int questions = 1, int answers = 0, int authorities = 0, int additionals = 0, int id = 0x1234) =>
        [.. Two(id), .. Two(flags), .. Two(questions), .. Two(answers), .. Two(authorities), .. Two(additionals)];

    public static byte[] Question(string name, int type = 1, int questionClass = 1) => [.. Name(name), .. Two(type), .. Two(questionClass)];

    public static byte[] Record(byte[] owner, int type, byte[] data, uint ttl = 5, int recordClass = 1, int? length = null) =>
        [.. owner, .. Two(type), .. Two(recordClass), .. Four(ttl), .. Two(length ?? data.Length), .. data];

    public static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];
}
