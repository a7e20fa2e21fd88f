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
        var targets = new List<(string Host, ushort Port, int Position)>(total);
        var recordsTtl = uint.MaxValue;
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

            recordsTtl = Math.Min(recordsTtl, record.Ttl);

            // RFC 2782: a target of "." says that the service is decidedly not available.
            if (record.Target != ".")
            {
                targets.Add((record.Target, record.Port, i));
            }
        }

        if (targets.Count > 0)
        {
            return VerifiedAnswer.OfTargets(WithGlue(targets, new Glue(message, serverIsLoopback)), DnsTtl.Of(Math.Min(chainTtl ?? uint.MaxValue, recordsTtl)), DnsTtl.Of(recordsTtl), links > 0 ? owner : null);
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

    // Sorted and distinct; of two spellings the first in the message stays. The ports of one host share its addresses.
    private static ImmutableArray<ServiceTarget> WithGlue(List<(string Host, ushort Port, int Position)> targets, Glue glue)
    {
        targets.Sort(static (left, right) =>
        {
            var byHost = string.Compare(left.Host, right.Host, StringComparison.OrdinalIgnoreCase);
            var byPort = byHost != 0 ? byHost : left.Port.CompareTo(right.Port);
            return byPort != 0 ? byPort : left.Position.CompareTo(right.Position);
        });
        var distinct = ImmutableArray.CreateBuilder<ServiceTarget>(targets.Count);
        foreach (var (host, port, _) in targets)
        {
            if (distinct.Count == 0 || !string.Equals(distinct[^1].Host, host, StringComparison.OrdinalIgnoreCase))
            {
                distinct.Add(glue.Target(host, port));
            }
            else if (distinct[^1].Port != port)
            {
                distinct.Add(distinct[^1] with { Port = port });
            }
        }

        return distinct.DrainToImmutable();
    }
}

/// <summary>One SRV record: a fully qualified host name, a port, and the addresses of that host that came along as glue, usable and not.</summary>
internal readonly record struct ServiceTarget(string Host, ushort Port, ImmutableArray<IPAddress> Glue, ImmutableArray<IPAddress> LeftOut);
