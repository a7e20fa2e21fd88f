using System.Text;

namespace HeadlessDiscovery.RealDns.Tests.Zones;

/// <summary>Records as rows of PowerDNS's tables.</summary>
internal static class ZoneSql
{
    public static string Of(int id, string zone, IEnumerable<ZoneRecord> records)
    {
        var text = new StringBuilder();
        text.Append($"INSERT INTO domains (id, name, type) VALUES ({id}, '{zone}', 'NATIVE');\n");
        foreach (var record in records)
        {
            text.Append($"INSERT INTO records (domain_id, name, type, content, ttl, auth) VALUES ({id}, '{record.Name}', '{record.Type}', '{record.Data}', {record.Ttl}, 1);\n");
        }

        return text.ToString();
    }
}
