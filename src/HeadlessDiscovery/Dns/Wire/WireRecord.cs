using System.Buffers.Binary;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Transport.Wire;

/// <summary>A resource record in the bytes of a message (RFC 1035 §4.1.3): where its parts are.</summary>
internal readonly struct WireRecord
{
    /// <summary>SRV: where in the data the target is (RFC 2782).</summary>
    public const int TargetAt = 6;

    private const int FixedLength = 10;

    // RFC 1035 §3.3.13: SERIAL, REFRESH, RETRY, EXPIRE and MINIMUM.
    private const int AuthorityNumbersLength = 20;

    public int Owner { get; private init; }

    public DnsRecordType Type { get; private init; }

    public ushort Class { get; private init; }

    public uint Ttl { get; private init; }

    public int Data { get; private init; }

    public int DataLength { get; private init; }

    public int End => Data + DataLength;

    /// <summary>The record that begins at an byte, where it ends within the message.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, int at, out WireRecord record)
    {
        if (!WireName.TrySkip(message, at, out var end) || end + FixedLength > message.Length)
        {
            record = default;
            return false;
        }

        var numbers = message[end..];
        record = new WireRecord
        {
            Owner = at,
            Type = (DnsRecordType)BinaryPrimitives.ReadUInt16BigEndian(numbers),
            Class = BinaryPrimitives.ReadUInt16BigEndian(numbers[2..]),
            Ttl = BinaryPrimitives.ReadUInt32BigEndian(numbers[4..]),
            DataLength = BinaryPrimitives.ReadUInt16BigEndian(numbers[8..]),
            Data = end + FixedLength,
        };
        return record.End <= message.Length;
    }

    /// <summary>
    /// Whether the names of the record can be read, and those in its data end where it ends. An address of a wrong length is not judged
    /// here: it spoils an answer only where it is one (semantics W-3).
    /// </summary>
    public bool IsSound(ReadOnlySpan<byte> message) => WireName.IsReadable(message, Owner) && (Class != DnsRecord.ClassIn || Type switch
    {
        DnsRecordType.Cname => NameEnd(message, Data) == End,
        DnsRecordType.Srv => NameEnd(message, Data + TargetAt) == End,
        DnsRecordType.Soa => NameEnd(message, NameEnd(message, Data)) + AuthorityNumbersLength == End,
        _ => true,
    });

    // Past the end of the record where there is no such name.
    private int NameEnd(ReadOnlySpan<byte> message, int at) =>
        at < End && WireName.TrySkip(message[..End], at, out var end) && WireName.IsReadable(message, at) ? end : End + 1;
}
