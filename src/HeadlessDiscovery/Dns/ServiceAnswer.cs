using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>Reads the SRV records that answer a question, with the addresses that came along (RFC 2782).</summary>
internal static class ServiceAnswer
{
    public static VerifiedAnswer Read(DnsQuestion question, DnsMessage message, bool serverIsLoopback)
    {
        if (!CnameChain.TryFollow(message, question.Name, out var owner, out var chainTtl, out var links))
        {
            return VerifiedAnswer.Failed(LookupReason.Malformed);
        }

        var total = message.Count(DnsSection.Answer);
        var targets = new SortedDictionary<(string Host, ushort Port), string>(TargetOrder);
        var ttl = chainTtl ?? uint.MaxValue;
        var foreign = false;
        var aliases = 0;
        for (var i = 0; i < total; i++)
        {
            var record = message.Record(DnsSection.Answer, i);
            if (record.Type == DnsRecordType.Cname)
            {
                aliases++;
                continue;
            }

            if (record.Type != DnsRecordType.Srv)
            {
                continue;
            }

            if (record.Class != DnsRecord.ClassIn || !string.Equals(record.Owner, owner, StringComparison.OrdinalIgnoreCase))
            {
                foreign = true;
                continue;
            }

            if (record.Target is null)
            {
                return VerifiedAnswer.Failed(LookupReason.Malformed);
            }

            ttl = Math.Min(ttl, record.Ttl);

            // RFC 2782: a target of "." says that the service is decidedly not available.
            if (record.Target != ".")
            {
                targets.TryAdd((record.Target, record.Port), record.Target);
            }
        }

        if (targets.Count > 0)
        {
            var glue = new Glue(message, serverIsLoopback);
            return VerifiedAnswer.OfTargets(
                [.. targets.Keys.Select(target => glue.Target(target.Host, target.Port))],
                DnsTtl.Of(ttl),
                links > 0 ? owner : null);
        }

        if (foreign || aliases > links)
        {
            return VerifiedAnswer.Failed(LookupReason.Malformed);
        }

        var negativeTtl = DnsTtl.Negative(message, owner);
        return links > 0 && negativeTtl is null
            ? VerifiedAnswer.OpenAlias(owner, DnsTtl.Of(chainTtl ?? 0))
            : VerifiedAnswer.Negative(LookupReason.NoData, negativeTtl, links > 0 ? owner : null);
    }

    private static readonly Comparer<(string Host, ushort Port)> TargetOrder = Comparer<(string Host, ushort Port)>.Create(static (left, right) =>
    {
        var byHost = string.Compare(left.Host, right.Host, StringComparison.OrdinalIgnoreCase);
        return byHost != 0 ? byHost : left.Port.CompareTo(right.Port);
    });
}
