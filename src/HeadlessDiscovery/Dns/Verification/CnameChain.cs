namespace HeadlessDiscovery.Dns;

/// <summary>Follows the CNAME records of an answer from the question name to the name that owns the addresses.</summary>
internal static class CnameChain
{
    // CoreDNS follows as many (maxCnameChainLength).
    private const int MaxLinks = 10;

    /// <summary>The end of the chain and the lowest TTL on it; false for a loop or a chain that is too long.</summary>
    public static bool TryFollow(DnsMessage message, string name, out string end, out uint? ttl, out int links)
    {
        end = name;
        ttl = null;
        links = 0;
        while (Find(message, end) is { Target: { } target } link)
        {
            if (++links > MaxLinks || string.Equals(target, name, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }

            ttl = Math.Min(ttl ?? uint.MaxValue, link.Ttl);
            end = target;
        }

        return true;
    }

    private static DnsRecord? Find(DnsMessage message, string owner)
    {
        var count = message.Count(DnsSection.Answer);
        for (var i = 0; i < count; i++)
        {
            if (message.TypeOf(DnsSection.Answer, i) != DnsRecordType.Cname)
            {
                continue;
            }

            var record = message.Record(DnsSection.Answer, i);
            if (record.Class == DnsRecord.ClassIn && string.Equals(record.Owner, owner, StringComparison.OrdinalIgnoreCase))
            {
                return record;
            }
        }

        return null;
    }
}
