using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>The addresses in the additional section, by owner; and those that no peer can have.</summary>
internal sealed class Glue
{
    private readonly Dictionary<string, ImmutableArray<IPAddress>> usable = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ImmutableArray<IPAddress>> leftOut = new(StringComparer.OrdinalIgnoreCase);

    public Glue(DnsMessage message, bool serverIsLoopback)
    {
        var count = message.Count(DnsSection.Additional);
        for (var i = 0; i < count; i++)
        {
            var record = message.Record(DnsSection.Additional, i);
            if (record is { Type: DnsRecordType.A or DnsRecordType.Aaaa, Class: DnsRecord.ClassIn, Address: not null }
                && record.DataLength == PeerAddress.DataLength(record.Type))
            {
                var where = PeerAddress.IsUsable(record.Address, serverIsLoopback) ? usable : leftOut;
                where[record.Owner] = Of(where, record.Owner).Add(record.Address);
            }
        }
    }

    public ServiceTarget Target(string host, ushort port) => new(host, port, Of(usable, host), Of(leftOut, host));

    private static ImmutableArray<IPAddress> Of(Dictionary<string, ImmutableArray<IPAddress>> addresses, string owner) =>
        addresses.TryGetValue(owner, out var found) ? found : [];
}
