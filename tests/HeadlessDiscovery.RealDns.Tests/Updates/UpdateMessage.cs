using System.Globalization;
using System.Net;
using HeadlessDiscovery.RealDns.Tests.Zones;

namespace HeadlessDiscovery.RealDns.Tests.Updates;

/// <summary>Dynamic updates (RFC 2136): a message each for as many changes as fit.</summary>
internal static class UpdateMessage
{
    private const int ZoneOffset = 12;
    private const int UpdateCountOffset = 8;
    private const int OpcodeUpdate = 5 << 11;

    // 65535 is all that TCP carries, and one change is far below the difference.
    private const int Full = 60_000;

    public static IEnumerable<byte[]> Of(string zone, IEnumerable<ZoneChange> changes)
    {
        WireWriter? wire = null;
        var count = 0;
        foreach (var change in changes)
        {
            wire ??= Begin(zone);
            Write(wire, zone, change);
            wire.SetUInt16(UpdateCountOffset, ++count);
            if (wire.Length > Full)
            {
                yield return wire.ToArray();
                (wire, count) = (null, 0);
            }
        }

        if (wire is not null)
        {
            yield return wire.ToArray();
        }
    }

    private static WireWriter Begin(string zone)
    {
        var wire = new WireWriter();
        wire.UInt16(Random.Shared.Next(0x10000));
        wire.UInt16(OpcodeUpdate);
        wire.UInt16(1);
        wire.UInt16(0);
        wire.UInt16(0);
        wire.UInt16(0);
        wire.Name(zone);
        wire.UInt16(WireType.Soa);
        wire.UInt16(WireType.ClassIn);
        return wire;
    }

    // RFC 2136 §2.5.1 and §2.5.4: class IN adds a record, class NONE with TTL 0 deletes that very one.
    private static void Write(WireWriter wire, string zone, ZoneChange change)
    {
        var (record, isRemoval) = change;
        wire.Name(record.Name, zone, ZoneOffset);
        wire.UInt16(WireType.Of(record.Type));
        wire.UInt16(isRemoval ? WireType.ClassNone : WireType.ClassIn);
        wire.UInt32(isRemoval ? 0 : record.Ttl);
        var data = Data(record);
        wire.UInt16(data.Length);
        wire.Octets(data);
    }

    private static byte[] Data(ZoneRecord record)
    {
        if (record.Type != "SRV")
        {
            return IPAddress.Parse(record.Data).GetAddressBytes();
        }

        var parts = record.Data.Split(' ');
        var wire = new WireWriter();
        foreach (var number in parts[..3])
        {
            wire.UInt16(int.Parse(number, CultureInfo.InvariantCulture));
        }

        wire.Name(parts[3]);
        return wire.ToArray();
    }
}
