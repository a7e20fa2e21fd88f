using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>The addresses in the additional section, by owner.</summary>
internal static class Glue
{
    public static Dictionary<string, ImmutableArray<IPAddress>> Read(DnsMessage message, bool serverIsLoopback)
    {
        var glue = new Dictionary<string, ImmutableArray<IPAddress>>(StringComparer.OrdinalIgnoreCase);
        var count = message.Count(DnsSection.Additional);
        for (var i = 0; i < count; i++)
        {
            var record = message.Record(DnsSection.Additional, i);
            if (record is { Type: DnsRecordType.A or DnsRecordType.Aaaa, Class: DnsRecord.ClassIn, Address: not null }
                && record.DataLength == PeerAddress.DataLength(record.Type)
                && PeerAddress.IsUsable(record.Address, serverIsLoopback))
            {
                glue[record.Owner] = glue.TryGetValue(record.Owner, out var known) ? known.Add(record.Address) : [record.Address];
            }
        }

        return glue;
    }
}
