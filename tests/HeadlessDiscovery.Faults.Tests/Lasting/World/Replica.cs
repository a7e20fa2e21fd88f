using System.Net;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Faults.Tests.Lasting.World;

/// <summary>A replica of the cluster's DNS, which answers as CoreDNS does, over the pods that it knows of.</summary>
internal sealed class Replica(Func<PodSet> known) : ISource
{
    private const uint NegativeTtl = 5;
    private static readonly byte[] Nat64 = [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0];

    public uint Ttl { get; init; } = 5;

    /// <summary>Whether the own names of endpoints are answered; else they do not exist.</summary>
    public bool HasOwnNames { get; set; } = true;

    /// <summary>Whether the service's own name has SRV records; else NODATA.</summary>
    public bool HasServices { get; set; } = true;

    /// <summary>Whether AAAA records are made from A records (DNS64, RFC 6147).</summary>
    public bool Synthesizes { get; init; }

    /// <summary>Another name of the search list or the zone that exists; null for those that do not.</summary>
    public Func<DnsQuestion, Reply?> Elsewhere { get; init; } = static _ => null;

    public Reply Answer(DnsQuestion question, Random dice)
    {
        if (Elsewhere(question) is { } said)
        {
            return said;
        }

        var pods = known();
        if (string.Equals(question.Name, Names.Service, StringComparison.OrdinalIgnoreCase))
        {
            return pods.Pods.Count == 0 ? Reply.NxDomain(NegativeTtl) : Set(question.Type, pods);
        }

        return HasOwnNames && Names.LabelOf(question.Name) is { } label && pods.Own(label) is { } own
            ? Own(question, own)
            : Reply.NxDomain(NegativeTtl);
    }

    private static IPAddress Synthesized(IPAddress address) => new([.. Nat64, .. address.GetAddressBytes()]);

    private Reply Set(DnsRecordType type, PodSet pods)
    {
        if (type == DnsRecordType.Srv)
        {
            var (targets, glue) = pods.ServiceRecords;
            return HasServices ? new Reply { Answers = targets, Additionals = glue, Ttl = Ttl, IsShuffled = true } : Reply.NoData(NegativeTtl);
        }

        var records = pods.Set(type);
        if (records.Length == 0 && Synthesizes && type == DnsRecordType.Aaaa)
        {
            records = [.. pods.Set(DnsRecordType.A).Select(record => Reply.AddressRecord(record.Owner, Synthesized(record.Address!)))];
        }

        return records.Length == 0 ? Reply.NoData(NegativeTtl) : new Reply { Answers = records, Ttl = Ttl, IsShuffled = true };
    }

    private Reply Own(DnsQuestion question, IEnumerable<IPAddress> own)
    {
        var found = own.Where(address => question.Type == DnsRecordType.Srv || PeerAddress.FamilyOf(question.Type) == address.AddressFamily).ToArray();
        if (question.Type == DnsRecordType.Srv)
        {
            return Reply.NoData(NegativeTtl);
        }

        if (found.Length == 0 && Synthesizes && question.Type == DnsRecordType.Aaaa)
        {
            found = [.. own.Select(Synthesized)];
        }

        return found.Length == 0 ? Reply.NoData(NegativeTtl) : Reply.Of(question.Name, found, Ttl);
    }
}
