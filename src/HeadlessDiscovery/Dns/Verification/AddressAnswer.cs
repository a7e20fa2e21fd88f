using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>Reads the A or AAAA records that answer a question.</summary>
internal static class AddressAnswer
{
    public static VerifiedAnswer Read(DnsQuestion question, DnsMessage message, bool serverIsLoopback)
    {
        if (!CnameChain.TryFollow(message, question.Name, out var owner, out var chainTtl, out var links))
        {
            return VerifiedAnswer.Failed(LookupReason.Malformed);
        }

        var total = message.Count(DnsSection.Answer);
        var addresses = new IPAddress[total];
        var count = 0;
        var recordsTtl = uint.MaxValue;
        var foreign = false;
        var order = 17;
        var aliases = 0;
        ImmutableArray<IPAddress>.Builder? leftOut = null;
        for (var i = 0; i < total; i++)
        {
            var record = message.Record(DnsSection.Answer, i);
            if (record.Type == DnsRecordType.Cname)
            {
                aliases++;
                continue;
            }

            if (record.Type != question.Type)
            {
                continue;
            }

            if (record.Class != DnsRecord.ClassIn || !string.Equals(record.Owner, owner, StringComparison.OrdinalIgnoreCase))
            {
                foreign = true;
                continue;
            }

            if (record.Address is null || record.DataLength != PeerAddress.DataLength(question.Type))
            {
                return VerifiedAnswer.Failed(LookupReason.Malformed);
            }

            // RFC 2181 §5.2: differing TTLs in one set are treated as the lowest.
            recordsTtl = Math.Min(recordsTtl, record.Ttl);
            order = unchecked((order * 31) + record.Address.GetHashCode());
            if (PeerAddress.IsUsable(record.Address, serverIsLoopback))
            {
                addresses[count++] = record.Address;
            }
            else
            {
                (leftOut ??= ImmutableArray.CreateBuilder<IPAddress>()).Add(record.Address);
            }
        }

        if (count > 0)
        {
            return VerifiedAnswer.OfAddresses(addresses, AddressOrder.SortDistinct(addresses.AsSpan(0, count)), leftOut?.ToImmutable() ?? [], DnsTtl.Of(Math.Min(chainTtl ?? uint.MaxValue, recordsTtl)), DnsTtl.Of(recordsTtl), order, links > 0 ? owner : null);
        }

        // Records of another owner, or only addresses that nobody can have: a lie or a sinkhole, never "there are none".
        if (foreign || aliases > links || leftOut is not null)
        {
            return VerifiedAnswer.Failed(LookupReason.Malformed, leftOut?.ToImmutable() ?? []);
        }

        // RFC 2308 §2.2: only the SOA of the zone of the last name denies it. Without, the answer ends in the middle (gdnsd, and every authority for a target outside its zone).
        var negativeTtl = DnsTtl.Negative(message, owner);
        return links > 0 && negativeTtl is null
            ? VerifiedAnswer.OpenAlias(owner, DnsTtl.Of(chainTtl ?? 0))
            : VerifiedAnswer.Negative(LookupReason.NoData, negativeTtl, links > 0 ? owner : null);
    }
}
