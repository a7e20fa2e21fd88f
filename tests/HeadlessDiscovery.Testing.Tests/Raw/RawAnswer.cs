using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace HeadlessDiscovery.Testing.Tests.Raw;

/// <summary>An answer read byte by byte, without the codec under test. Reading fails where the message is malformed.</summary>
internal sealed class RawAnswer
{
    private readonly byte[] bytes;
    private int offset = 12;

    public RawAnswer(byte[] message)
    {
        bytes = message;
        Question = U16(4) == 0 ? null : ReadQuestion();
        Answers = ReadRecords(U16(6));
        Authority = ReadRecords(U16(8));
        Additional = ReadRecords(U16(10));
        Assert.Equal(bytes.Length, offset);
    }

    public int Length => bytes.Length;

    public int Id => U16(0);

    public bool IsResponse => (bytes[2] & 0x80) != 0;

    public bool Aa => (bytes[2] & 4) != 0;

    public bool Tc => (bytes[2] & 2) != 0;

    public bool Rd => (bytes[2] & 1) != 0;

    public bool Ra => (bytes[3] & 0x80) != 0;

    public int Code => (bytes[3] & 15) | (Opt is { } opt ? (int)(opt.Ttl >> 24 << 4) : 0);

    public (string Name, int Type)? Question { get; }

    public IReadOnlyList<RawRecord> Answers { get; }

    public IReadOnlyList<RawRecord> Authority { get; }

    public IReadOnlyList<RawRecord> Additional { get; }

    public RawRecord? Opt => Additional.SingleOrDefault(r => r.Type == 41);

    public IEnumerable<RawRecord> Glue => Additional.Where(r => r.Type != 41);

    public IEnumerable<string> Texts => Answers.Select(r => r.Text);

    private (string Name, int Type) ReadQuestion()
    {
        var name = ReadName(ref offset);
        offset += 4;
        return (name, U16(offset - 4));
    }

    private List<RawRecord> ReadRecords(int count)
    {
        List<RawRecord> records = [];
        for (var i = 0; i < count; i++)
        {
            var start = offset;
            var owner = ReadName(ref offset);
            var (type, @class, ttl, length) = (U16(offset), U16(offset + 2), BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(offset + 4)), U16(offset + 8));
            offset += 10;
            records.Add(new RawRecord(owner, type, @class, ttl, bytes[offset..(offset + length)], ReadText(type, offset, length), offset + length - start));
            offset += length;
        }

        return records;
    }

    private string ReadText(int type, int at, int length)
    {
        var target = type == 33 ? at + 6 : at;
        return type switch
        {
            1 or 28 when length is 4 or 16 => new IPAddress(bytes.AsSpan(at, length)).ToString(),
            5 or 12 => ReadName(ref target),
            33 => $"{U16(at)} {U16(at + 2)} {U16(at + 4)} {ReadName(ref target)}",
            6 => $"{ReadName(ref target)} {ReadName(ref target)} minimum {BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(target + 16))}",
            _ => Convert.ToHexString(bytes, at, length),
        };
    }

    private string ReadName(ref int at)
    {
        var labels = new List<string>();
        while (bytes[at] != 0)
        {
            if (bytes[at] >= 0xc0)
            {
                var target = U16(at) & 0x3fff;
                Assert.True(target < at, "A pointer points back.");
                at += 2;
                labels.Add(ReadName(ref target));
                return string.Join('.', labels.Where(l => l.Length > 0));
            }

            labels.Add(Encoding.ASCII.GetString(bytes, at + 1, bytes[at]));
            at += bytes[at] + 1;
        }

        at++;
        return string.Join('.', labels);
    }

    private int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at));
}
