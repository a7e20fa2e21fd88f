namespace HeadlessDiscovery.Dns;

/// <summary>TTL fields as times.</summary>
internal static class DnsTtl
{
    // RFC 8767 §4: a TTL with the top bit is a large one, not zero; it is capped at seven days.
    private const uint Cap = 7 * 24 * 60 * 60;

    public static TimeSpan Of(uint ttl) => TimeSpan.FromSeconds(Math.Min(ttl, Cap));

    /// <summary>RFC 2308 §5: the lower of the SOA record's TTL and its MINIMUM; null where no SOA of a zone above the name is there.</summary>
    public static TimeSpan? Negative(DnsMessage message, string name) => Negative(message, name, out _);

    /// <summary>As <see cref="Negative(DnsMessage, string)"/>, with the zone of that SOA, fully qualified.</summary>
    public static TimeSpan? Negative(DnsMessage message, string name, out string? zone)
    {
        var count = message.Count(DnsSection.Authority);
        for (var i = 0; i < count; i++)
        {
            var record = message.Record(DnsSection.Authority, i);
            if (record is { Type: DnsRecordType.Soa, Class: DnsRecord.ClassIn } && IsAtOrBelow(name, record.Owner))
            {
                zone = record.Owner;
                return Of(Math.Min(record.Ttl, record.Minimum));
            }
        }

        zone = null;
        return null;
    }

    // Both fully qualified.
    private static bool IsAtOrBelow(string name, string zone) =>
        zone == "." || (name.EndsWith(zone, StringComparison.OrdinalIgnoreCase) && (name.Length == zone.Length || name[^(zone.Length + 1)] == '.'));
}
