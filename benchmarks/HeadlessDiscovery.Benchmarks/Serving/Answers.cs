using System.Buffers.Binary;
using System.Text;

namespace HeadlessDiscovery.Benchmarks.Serving;

/// <summary>
/// Answers by the first label: <c>same-70</c> has 70 addresses; <c>other-70</c> too, and the last one is another at every second question.
/// </summary>
internal sealed class Answers
{
    private const int HeaderLength = 12;
    private const int RecordLength = 16;

    private readonly Dictionary<string, byte[][]> records = [];
    private readonly byte[] message = new byte[ushort.MaxValue];
    private int asked;

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
        var variants = Records(Encoding.ASCII.GetString(query.Slice(HeaderLength + 1, query[HeaderLength])));
        var chosen = variants[asked++ % variants.Length];
        var fits = questionEnd + chosen.Length <= largest;

        // QR AA, and TC where it does not fit; RD as it was asked.
        message[2] = (byte)(0x84 | (query[2] & 1) | (fits ? 0 : 2));
        message[3] = 0;
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(6), (ushort)(fits ? chosen.Length / RecordLength : 0));
        message.AsSpan(8, 4).Clear();
        if (!fits)
        {
            return message.AsMemory(0, questionEnd);
        }

        chosen.CopyTo(message, questionEnd);
        return message.AsMemory(0, questionEnd + chosen.Length);
    }

    private byte[][] Records(string label)
    {
        if (!records.TryGetValue(label, out var found))
        {
            var count = int.Parse(label.AsSpan(label.IndexOf('-', StringComparison.Ordinal) + 1), provider: null);
            records[label] = found = label.StartsWith("same", StringComparison.Ordinal)
                ? [Addresses(count, last: count)]
                : [Addresses(count, last: count), Addresses(count, last: count + 1)];
        }

        return found;
    }

    private static byte[] Addresses(int count, int last)
    {
        var bytes = new byte[count * RecordLength];
        for (var i = 0; i < count; i++)
        {
            var record = bytes.AsSpan(i * RecordLength);

            // The owner is the question (a pointer to octet 12), A, IN, 30 s, four octets.
            ReadOnlySpan<byte> head = [0xC0, HeaderLength, 0, 1, 0, 1, 0, 0, 0, 30, 0, 4, 10, 244];
            head.CopyTo(record);
            BinaryPrimitives.WriteUInt16BigEndian(record[head.Length..], (ushort)(i == count - 1 ? last : i + 1));
        }

        return bytes;
    }
}
