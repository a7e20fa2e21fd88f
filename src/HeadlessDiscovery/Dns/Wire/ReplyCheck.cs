using System.Buffers.Binary;

namespace HeadlessDiscovery.Transport.Wire;

/// <summary>Whether a message replies to a query (RFC 5452 §9.1), decided before anything of it is parsed.</summary>
internal static class ReplyCheck
{
    private const int HeaderLength = 12;
    private const int TypeAndClassLength = 4;
    private const int ResponseBit = 0x8000;
    private const int CodeBits = 0x000F;
    private const int NxDomain = 3;
    private const byte CaseBit = 0x20;

    /// <summary>Whether id and question are those of the query, and the QR bit is set. An error may come without a question: a server that cannot read it has none to repeat.</summary>
    /// <param name="message">What came.</param>
    /// <param name="query">What was sent: one question.</param>
    public static bool Fits(ReadOnlySpan<byte> message, ReadOnlySpan<byte> query)
    {
        if (message.Length < HeaderLength || !message[..2].SequenceEqual(query[..2]))
        {
            return false;
        }

        int flags = BinaryPrimitives.ReadUInt16BigEndian(message[2..]);
        return (flags & ResponseBit) != 0 && BinaryPrimitives.ReadUInt16BigEndian(message[4..]) switch
        {
            0 => (flags & CodeBits) is not (0 or NxDomain),
            1 => HasQuestion(message[HeaderLength..], query),
            _ => false,
        };
    }

    private static bool HasQuestion(ReadOnlySpan<byte> message, ReadOnlySpan<byte> query)
    {
        WireName.TrySkip(query, HeaderLength, out var end);
        var name = query[HeaderLength..end];
        var rest = query.Slice(end, TypeAndClassLength);
        if (message.Length < name.Length + rest.Length || !message.Slice(name.Length, rest.Length).SequenceEqual(rest))
        {
            return false;
        }

        // RFC 4343: without case. The length of a label is below every letter. The first name of a message has nothing before it to point at.
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] != message[i] && !((name[i] ^ message[i]) == CaseBit && char.IsAsciiLetter((char)name[i])))
            {
                return false;
            }
        }

        return true;
    }
}
