using System.Buffers.Binary;

namespace HeadlessDiscovery.Testing.Wire;

/// <summary>Reads what clients send, and survives what attackers send.</summary>
internal static class QueryReader
{
    private const int HeaderSize = 12;
    private const int ResponseFlag = 0x8000;

    /// <summary>Null where silence is the only safe reply: no header, or itself a response (two servers would never stop).</summary>
    public static Query? Read(ReadOnlySpan<byte> message)
    {
        if (message.Length < HeaderSize)
        {
            return null;
        }

        var flags = U16(message, 2);
        if ((flags & ResponseFlag) != 0)
        {
            return null;
        }

        var query = new Query
        {
            Id = (ushort)U16(message, 0),
            Opcode = (flags >> 11) & 0xf,
            RecursionDesired = (flags & 0x100) != 0,
            CheckingDisabled = (flags & 0x10) != 0,
        };
        return query.Opcode != 0 ? query with { Rejection = ResponseCode.NotImp } : ReadBody(message, query);
    }

    private static Query ReadBody(ReadOnlySpan<byte> message, Query query)
    {
        var offset = HeaderSize;
        var malformed = query with { Rejection = ResponseCode.FormErr };
        if (U16(message, 4) != 1 || ReadQuestion(message, ref offset) is not { } question)
        {
            return malformed;
        }

        query = query with { Question = question, Rejection = question.Class == Question.Internet ? 0 : ResponseCode.Refused };
        var records = U16(message, 6) + U16(message, 8) + U16(message, 10);
        for (var i = 0; i < records; i++)
        {
            if (ReadRecord(message, ref offset, query) is not { } read)
            {
                return malformed with { Question = question };
            }

            query = read;
        }

        return query;
    }

    private static Question? ReadQuestion(ReadOnlySpan<byte> message, ref int offset)
    {
        var start = offset;
        if (NameText.Read(message, ref offset) is not { } name || offset + 4 > message.Length)
        {
            return null;
        }

        offset += 4;
        return new Question(name, (RecordType)U16(message, offset - 4), U16(message, offset - 2), message[start..offset].ToArray());
    }

    private static Query? ReadRecord(ReadOnlySpan<byte> message, ref int offset, Query query)
    {
        if (!SkipName(message, ref offset) || offset + 10 > message.Length)
        {
            return null;
        }

        var fixedPart = message.Slice(offset, 10);
        offset += 10 + U16(fixedPart, 8);
        if (offset > message.Length)
        {
            return null;
        }

        return U16(fixedPart, 0) != (int)RecordType.Opt ? query : query with
        {
            EdnsSize = U16(fixedPart, 2),
            DnssecOk = (fixedPart[6] & 0x80) != 0,

            // RFC 6891 §6.1.3: the second byte of the TTL is the version, and zero is the only one.
            Rejection = fixedPart[5] != 0 && query.Rejection == 0 ? ResponseCode.BadVers : query.Rejection,
        };
    }

    private static bool SkipName(ReadOnlySpan<byte> message, ref int offset)
    {
        while (offset < message.Length)
        {
            int length = message[offset++];
            if (length == 0)
            {
                return true;
            }

            if (length >= 0xc0)
            {
                offset++;
                return true;
            }

            offset += length;
        }

        return false;
    }

    private static int U16(ReadOnlySpan<byte> message, int offset) => BinaryPrimitives.ReadUInt16BigEndian(message[offset..]);
}
