using System.Buffers.Binary;
using System.Text;

namespace HeadlessDiscovery.Benchmarks.Serving;

/// <summary>
/// Answers A queries by the first label: <c>same-70</c> has 70 addresses; <c>other-70</c> too, and the last one is another at every second query for it. All other names and types do not exist.
/// </summary>
internal sealed class Answers
{
    private const int HeaderLength = 12;
    private const int RecordLength = 16;

    private const int TypeA = 1;
    private const string Same = "same-";
    private const string Other = "other-";

    private readonly Dictionary<string, Answered> records = [];
    private readonly byte[] message = new byte[ushort.MaxValue];

    /// <summary>The bytes of an answer; valid until the next one.</summary>
    public ReadOnlyMemory<byte> To(ReadOnlySpan<byte> query, int largest)
    {
        var questionEnd = HeaderLength;
        while (query[questionEnd] != 0)
        {
            questionEnd += 1 + query[questionEnd];
        }

        questionEnd += 5;
        query[..questionEnd].CopyTo(message);
        var label = Encoding.ASCII.GetString(query.Slice(HeaderLength + 1, query[HeaderLength]));
        var exists = BinaryPrimitives.ReadUInt16BigEndian(query[(questionEnd - 4)..]) == TypeA && (label.StartsWith(Same, StringComparison.Ordinal) || label.StartsWith(Other, StringComparison.Ordinal));
        var chosen = exists ? Records(label).Next() : [];
        var fits = questionEnd + chosen.Length <= largest;

        // QR AA, and TC where it does not fit; RD as it was asked. NXDOMAIN where there is nothing.
        message[2] = (byte)(0x84 | (query[2] & 1) | (fits ? 0 : 2));
        message[3] = (byte)(exists ? 0 : 3);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(6), (ushort)(fits ? chosen.Length / RecordLength : 0));
        message.AsSpan(8, 4).Clear();
        if (!fits)
        {
            return message.AsMemory(0, questionEnd);
        }

        chosen.CopyTo(message, questionEnd);
        return message.AsMemory(0, questionEnd + chosen.Length);
    }

    private Answered Records(string label)
    {
        if (!records.TryGetValue(label, out var found))
        {
            var count = int.Parse(label.AsSpan(label.IndexOf('-', StringComparison.Ordinal) + 1), provider: null);
            records[label] = found = label.StartsWith(Same, StringComparison.Ordinal)
                ? new Answered([Addresses(count, last: count)])
                : new Answered([Addresses(count, last: count), Addresses(count, last: count + 1)]);
        }

        return found;
    }

    private static byte[] Addresses(int count, int last)
    {
        var bytes = new byte[count * RecordLength];
        for (var i = 0; i < count; i++)
        {
            var record = bytes.AsSpan(i * RecordLength);

            // The owner is the question (a pointer to byte 12), A, IN, 30 s, four bytes.
            ReadOnlySpan<byte> head = [0xC0, HeaderLength, 0, 1, 0, 1, 0, 0, 0, 30, 0, 4, 10, 244];
            head.CopyTo(record);
            BinaryPrimitives.WriteUInt16BigEndian(record[head.Length..], (ushort)(i == count - 1 ? last : i + 1));
        }

        return bytes;
    }

    /// <summary>The variants of one answer, in turn.</summary>
    private sealed class Answered(byte[][] variants)
    {
        private int count;

        public byte[] Next() => variants[count++ % variants.Length];
    }
}
