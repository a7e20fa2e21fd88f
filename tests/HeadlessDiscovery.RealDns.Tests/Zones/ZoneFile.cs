using System.Text;

namespace HeadlessDiscovery.RealDns.Tests.Zones;

/// <summary>Records as a zone file (RFC 1035 §5), every name absolute: gdnsd takes no origin above its zone.</summary>
internal static class ZoneFile
{
    public static string Of(IEnumerable<ZoneRecord> records)
    {
        var text = new StringBuilder();
        foreach (var record in records)
        {
            text.Append(record.Name).Append(". ").Append(record.Ttl).Append(" IN ").Append(record.Type).Append(' ').Append(Data(record)).Append('\n');
        }

        return text.ToString();
    }

    private static string Data(ZoneRecord record) => record.Type switch
    {
        "CNAME" or "NS" or "SRV" => $"{record.Data}.",
        "SOA" => record.Data.Split(' ') is [var server, var mailbox, .. var numbers] ? $"{server}. {mailbox}. {string.Join(' ', numbers)}" : throw new FormatException(record.Data),
        _ => record.Data,
    };
}
