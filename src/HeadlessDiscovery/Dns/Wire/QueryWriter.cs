using System.Buffers.Binary;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Transport.Wire;

/// <summary>Writes a question as a message (RFC 1035 §4.1).</summary>
internal static class QueryWriter
{
    /// <summary>More than any question needs.</summary>
    public const int MostOctets = 12 + WireName.MostOctets + 4 + 11;

    // DNS flag day 2020: an answer of 1232 bytes is not fragmented. Over TCP the size means nothing, but without OPT there are no upper bits of the code.
    private const int EdnsSize = 1232;
    private const int RecursionDesired = 0x0100;

    /// <summary>Writes it, with an OPT record or without; false where the name cannot be sent.</summary>
    public static bool TryWrite(Span<byte> into, ushort id, DnsQuestion question, bool edns, out int length)
    {
        var header = into[..12];
        header.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(header, id);
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], RecursionDesired);
        BinaryPrimitives.WriteUInt16BigEndian(header[4..], 1);
        BinaryPrimitives.WriteUInt16BigEndian(header[10..], (ushort)(edns ? 1 : 0));
        length = header.Length;
        if (!NameWriter.TryWrite(question.Name, into[length..], out var name))
        {
            return false;
        }

        length += name;
        BinaryPrimitives.WriteUInt16BigEndian(into[length..], (ushort)question.Type);
        BinaryPrimitives.WriteUInt16BigEndian(into[(length + 2)..], DnsRecord.ClassIn);
        length += 4;
        if (edns)
        {
            // RFC 6891 §6.1.2: the root, OPT, the size as class; code, version and flags are zero, and there are no options.
            var option = into.Slice(length, 11);
            option.Clear();
            BinaryPrimitives.WriteUInt16BigEndian(option[1..], (ushort)DnsRecordType.Opt);
            BinaryPrimitives.WriteUInt16BigEndian(option[3..], EdnsSize);
            length += option.Length;
        }

        return true;
    }
}
