using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing.Zone;

/// <summary>A record for every pod: addresses, or SRV with the addresses as glue.</summary>
internal static class HeadlessRecords
{
    public static ZoneAnswer Answer(ZoneQuery query, ServiceView service, IReadOnlyList<PodAddress> pods, ServicePort?[] ports) => query.Type switch
    {
        RecordType.A or RecordType.Aaaa => Addresses(query, pods),
        RecordType.Srv => Srv(query, service, pods, ports),
        _ => Negative.NoData(query.View),
    };

    /// <summary>The weight that CoreDNS gives each of a number of records: an equal share of 100, but at least 1.</summary>
    public static int Weight(int total) => Math.Max(1, 100 / Math.Max(1, total));

    private static ZoneAnswer Addresses(ZoneQuery query, IReadOnlyList<PodAddress> pods)
    {
        var (view, owner, _, type) = query;
        var records = new List<DnsRecord>(pods.Count);
        var seen = new HashSet<UInt128>(pods.Count);
        foreach (var pod in pods)
        {
            if (pod.Type == type && seen.Add(pod.Identity))
            {
                records.Add(new DnsRecord(owner, type, view.Ttl, pod.Data));
            }
        }

        return records.Count == 0 ? Negative.NoData(view) : ZoneAnswer.Positive(records);
    }

    private static ZoneAnswer Srv(ZoneQuery query, ServiceView service, IReadOnlyList<PodAddress> pods, ServicePort?[] ports)
    {
        var (view, owner) = (query.View, query.Owner);
        var suffix = $".{service.Name}.{service.Namespace}.svc.{view.Zone}";
        var weight = Weight(pods.Count * ports.Length);
        var records = new List<DnsRecord>(pods.Count);
        var glue = new List<DnsRecord>(pods.Count);
        var seen = new HashSet<(string, int)>();
        var seenGlue = new HashSet<(string, UInt128)>();
        foreach (var pod in pods)
        {
            var target = pod.Label + suffix;
            foreach (var port in ports.OfType<ServicePort>())
            {
                // K-7, K-15: one SRV for each target and port, however many addresses the target has.
                if (seen.Add((pod.Label, port.Number)))
                {
                    records.Add(RecordData.Srv(owner, view.Ttl, weight, port.Number, target));
                }

                if (seenGlue.Add((pod.Label, pod.Identity)))
                {
                    glue.Add(new DnsRecord(target, pod.Type, view.Ttl, pod.Data));
                }
            }
        }

        return records.Count == 0 ? Negative.NoData(view) : ZoneAnswer.Positive(records, glue);
    }
}
