using System.Text;

namespace HeadlessDiscovery.RealDns.Tests.Zones;

/// <summary>Records as a zone file (RFC 1035 §5).</summary>
internal static class ZoneFile
{
    public static string Of(IEnumerable<ZoneRecord> records)
    {
        // Names in the data get their final dot from the origin.
        var text = new StringBuilder("$ORIGIN .\n");
        foreach (var record in records)
        {
            text.Append(record.Name).Append(". ").Append(record.Ttl).Append(" IN ").Append(record.Type).Append(' ').Append(record.Data).Append('\n');
        }

        return text.ToString();
    }
}
