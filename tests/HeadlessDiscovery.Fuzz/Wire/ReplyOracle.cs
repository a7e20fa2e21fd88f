using System.Text;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Fuzz.Wire;

/// <summary>A second opinion on which datagrams fit a query.</summary>
internal static class ReplyOracle
{
    /// <summary>Whether the datagram begins as a reply to the question has to, or is an error that repeats no question.</summary>
    public static bool Fits(DnsQuestion question, ReadOnlySpan<byte> id, byte[] datagram)
    {
        if (datagram.Length < 12 || datagram[0] != id[0] || datagram[1] != id[1] || datagram[2] < 0x80)
        {
            return false;
        }

        byte[] expected = [.. question.Name.Split('.').SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]), 0, (byte)question.Type, 0, 1];
        return (datagram[4], datagram[5]) switch
        {
            (0, 0) => (datagram[3] & 15) is not 0 and not 3,
            (0, 1) => datagram.Length >= 12 + expected.Length && Enumerable.Range(0, expected.Length).All(i => Lower(datagram[12 + i]) == Lower(expected[i])),
            _ => false,
        };
    }

    private static byte Lower(byte octet) => octet is >= (byte)'A' and <= (byte)'Z' ? (byte)(octet + 32) : octet;
}
