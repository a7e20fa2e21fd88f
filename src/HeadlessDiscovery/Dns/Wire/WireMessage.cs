using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Transport.Wire;

/// <summary>A message as its bytes. Its structure is checked once, as a whole; the records are read when they are asked for.</summary>
/// <remarks>It is read by one thread at a time. Bytes after the last record belong to none, and are not read.</remarks>
internal sealed class WireMessage : DnsMessage
{
    private const int HeaderLength = 12;
    private const int FixedQuestionLength = 4;

    private readonly byte[] bytes;
    private WireTexts texts;
    private KnownAddresses known;
    private Begins begins;
    private int upperCode;

    // Where the last record that was asked for begins: they are asked for in order.
    private DnsSection section = DnsSection.Answer;
    private int index;
    private int at;

    private WireMessage(byte[] bytes, string asked, ImmutableArray<Peer> known)
    {
        this.bytes = bytes;
        this.known = new KnownAddresses(known.IsDefault ? [] : known);
        texts = new WireTexts(bytes, asked);
    }

    public override bool IsResponse => (Flags & 0x8000) != 0;

    public override bool IsQueryOperation => (Flags & 0x7800) == 0;

    public override bool IsAuthoritative => (Flags & 0x0400) != 0;

    public override bool IsTruncated => (Flags & 0x0200) != 0;

    public override bool IsRecursionDesired => (Flags & 0x0100) != 0;

    public override bool IsRecursionAvailable => (Flags & 0x0080) != 0;

    public override int ResponseCode => (Flags & 0x000F) | upperCode;

    public override int QuestionCount => Number(4);

    private int Flags => Number(2);

    /// <summary>The message, or null where it is none: a name, a record or a count that leads out of it, or a name that leads to itself.</summary>
    /// <param name="bytes">The message, nothing else. It is kept.</param>
    /// <param name="asked">The name that was asked; most owners are this one, and then no text is made of them.</param>
    /// <param name="known">The peers so far, sorted; most addresses are theirs.</param>
    public static WireMessage? Read(byte[] bytes, string asked, ImmutableArray<Peer> known = default)
    {
        if (bytes.Length < HeaderLength)
        {
            return null;
        }

        var message = new WireMessage(bytes, asked, known);
        return message.IsSound() ? message : null;
    }

    public override bool IsQuestion(int index, DnsQuestion question)
    {
        var begin = HeaderLength;
        int end;
        while (WireName.TrySkip(bytes, begin, out end) && index-- > 0)
        {
            begin = end + FixedQuestionLength;
        }

        return Number(end) == (int)question.Type
            && Number(end + 2) == DnsRecord.ClassIn
            && string.Equals(texts.Of(begin), question.Name, StringComparison.OrdinalIgnoreCase);
    }

    public override int Count(DnsSection section) => Number(6 + (2 * (int)section));

    public override DnsRecordType TypeOf(DnsSection section, int index) => Find(section, index).Type;

    public override DnsRecord Record(DnsSection section, int index)
    {
        var record = Find(section, index);
        var isIn = record.Class == DnsRecord.ClassIn;
        var data = bytes.AsSpan(record.Data, record.DataLength);
        return new DnsRecord
        {
            Owner = texts.Of(record.Owner),
            Type = record.Type,
            Class = record.Class,
            Ttl = record.Ttl,
            DataLength = record.DataLength,
            Address = isIn && (record.Type, record.DataLength) is (DnsRecordType.A, 4) or (DnsRecordType.Aaaa, 16) ? known.Of(data) : null,
            Target = !isIn ? null : record.Type switch
            {
                DnsRecordType.Cname => texts.Of(record.Data),
                DnsRecordType.Srv => texts.Of(record.Data + WireRecord.TargetAt),
                _ => null,
            },
            Port = isIn && record.Type == DnsRecordType.Srv ? BinaryPrimitives.ReadUInt16BigEndian(data[4..]) : (ushort)0,
            Minimum = isIn && record.Type == DnsRecordType.Soa ? BinaryPrimitives.ReadUInt32BigEndian(data[^4..]) : 0,
        };
    }

    private bool IsSound()
    {
        var end = HeaderLength;
        for (var i = QuestionCount; i > 0; i--)
        {
            if (!WireName.IsReadable(bytes, end) || !WireName.TrySkip(bytes, end, out end) || (end += FixedQuestionLength) > bytes.Length)
            {
                return false;
            }
        }

        for (var section = DnsSection.Answer; section <= DnsSection.Additional; section++)
        {
            begins[(int)section] = end;
            for (var i = Count(section); i > 0; i--)
            {
                if (!WireRecord.TryRead(bytes, end, out var record) || !record.IsSound(bytes))
                {
                    return false;
                }

                if (record.Type == DnsRecordType.Opt)
                {
                    // RFC 6891 §6.1.3: the first eight bits of its TTL.
                    upperCode = (int)(record.Ttl >> 24) << 4;
                }

                end = record.End;
            }
        }

        at = begins[0];
        return true;
    }

    private WireRecord Find(DnsSection wanted, int position)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, Count(wanted));
        if (wanted != section || position < index)
        {
            (section, index, at) = (wanted, 0, begins[(int)wanted]);
        }

        WireRecord record;
        while (WireRecord.TryRead(bytes, at, out record) && index < position)
        {
            (at, index) = (record.End, index + 1);
        }

        return record;
    }

    private int Number(int position) => BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(position));

    /// <summary>Where each section begins.</summary>
    [InlineArray(3)]
    private struct Begins
    {
        private int first;
    }
}
