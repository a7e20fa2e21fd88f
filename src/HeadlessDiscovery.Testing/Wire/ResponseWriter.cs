namespace HeadlessDiscovery.Testing.Wire;

/// <summary>Writes a response with a size limit, like CoreDNS: uncompressed if it fits, otherwise compressed, otherwise as many records as fit, with TC.</summary>
internal static class ResponseWriter
{
    private const int HeaderSize = 12;
    private const int OptSize = 11;

    public static Written Write(Response response, int limit, int plainLimit)
    {
        var plain = Attempt(response, Math.Min(limit, plainLimit), compress: false);
        return plain.IsComplete ? plain : Attempt(response, limit, compress: true);
    }

    private static Written Attempt(Response response, int limit, bool compress)
    {
        var buffer = new WireBuffer(Math.Min(limit, 1024));
        var names = new NameWriter();
        buffer.Write(new byte[HeaderSize]);
        if (response.Question is { } question)
        {
            buffer.Write(question.Wire);
            names.Remember(question.Name, HeaderSize);
        }

        var room = limit - (response.EdnsSize is null ? 0 : OptSize);
        var answers = WriteSection(buffer, names, response.Answers, room, compress);
        var isComplete = answers == response.Answers.Count;
        var authority = isComplete ? WriteSection(buffer, names, response.Authority, room, compress) : 0;
        isComplete = isComplete && authority == response.Authority.Count;
        var additional = isComplete ? WriteSection(buffer, names, response.Additional, room, compress) : 0;
        isComplete = isComplete && additional == response.Additional.Count;
        additional += WriteOpt(buffer, response);

        var isTruncated = response.Truncated || !isComplete;
        WriteHeader(buffer, response, isTruncated, [answers, authority, additional]);
        return new Written(buffer.ToArray(), answers, isTruncated, isComplete);
    }

    private static int WriteSection(WireBuffer buffer, NameWriter names, IReadOnlyList<DnsRecord> records, int room, bool compress)
    {
        for (var i = 0; i < records.Count; i++)
        {
            var start = buffer.Length;
            WriteRecord(buffer, names, records[i], compress);
            if (buffer.Length > room)
            {
                buffer.CutTo(start);
                return i;
            }
        }

        return records.Count;
    }

    private static void WriteRecord(WireBuffer buffer, NameWriter names, DnsRecord record, bool compress)
    {
        names.Write(buffer, record.Owner, compress);
        buffer.WriteUInt16((int)record.Type);
        buffer.WriteUInt16(record.Class);
        buffer.WriteUInt32(record.Ttl);
        var lengthAt = buffer.Length;
        buffer.WriteUInt16(0);
        buffer.Write(record.Data);
        if (record.Target is { } target)
        {
            // RFC 2782: the target of SRV is never compressed.
            names.Write(buffer, target, compress && record.Type != RecordType.Srv);
        }

        buffer.PatchUInt16(lengthAt, buffer.Length - lengthAt - 2);
    }

    private static int WriteOpt(WireBuffer buffer, Response response)
    {
        if (response.EdnsSize is not { } size)
        {
            return 0;
        }

        buffer.WriteByte(0);
        buffer.WriteUInt16((int)RecordType.Opt);
        buffer.WriteUInt16(size);
        buffer.WriteUInt32(((uint)response.Code >> 4 << 24) | (response.DnssecOk ? 0x8000u : 0));
        buffer.WriteUInt16(0);
        return 1;
    }

    private static void WriteHeader(WireBuffer buffer, Response response, bool isTruncated, ReadOnlySpan<int> counts)
    {
        buffer.PatchUInt16(0, response.Id);
        buffer.PatchUInt16(2, 0x8000
            | (response.Opcode << 11)
            | (response.Authoritative ? 0x400 : 0)
            | (isTruncated ? 0x200 : 0)
            | (response.RecursionDesired ? 0x100 : 0)
            | (response.RecursionAvailable ? 0x80 : 0)
            | (response.CheckingDisabled ? 0x10 : 0)
            | (response.Code & 0xf));
        buffer.PatchUInt16(4, response.Question is null ? 0 : 1);
        buffer.PatchUInt16(6, counts[0]);
        buffer.PatchUInt16(8, counts[1]);
        buffer.PatchUInt16(10, counts[2]);
    }
}
