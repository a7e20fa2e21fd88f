using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing.Zone;

/// <summary>The records of one service, by its kind.</summary>
internal static class ServiceRecords
{
    public static ZoneAnswer Answer(ZoneQuery query, ServiceView service, ServiceFilter filter)
    {
        if (service.Kind == ClusterServiceKind.ExternalName)
        {
            return External(query, service, filter);
        }

        var ports = filter.PortsOf(service).ToArray();

        // A name below a ClusterIP service resolves to its pods, as below a headless one.
        if (service.Kind == ClusterServiceKind.Headless || filter.Label is not null)
        {
            var pods = filter.Label is null ? service.Pods : service.Pods.Where(p => p.Label == filter.Label).ToArray();
            return ports.Length == 0 || pods.Count == 0 ? Negative.NxDomain(query.View) : HeadlessRecords.Answer(query, service, pods, ports);
        }

        return ports.Length == 0 ? Negative.NxDomain(query.View) : ClusterIP(query, service, ports);
    }

    private static ZoneAnswer ClusterIP(ZoneQuery query, ServiceView service, ServicePort?[] ports)
    {
        var (view, owner, _, type) = query;
        if (type != RecordType.Srv)
        {
            var addresses = service.ClusterAddresses.Select(a => RecordData.Address(owner, view.Ttl, a)).Where(r => r.Type == type).ToArray();
            return addresses.Length == 0 ? Negative.NoData(view) : ZoneAnswer.Positive(addresses);
        }

        var target = $"{service.Name}.{service.Namespace}.svc.{view.Zone}";
        var weight = HeadlessRecords.Weight(ports.Length * service.ClusterAddresses.Count);
        var records = ports.OfType<ServicePort>().Select(p => RecordData.Srv(owner, view.Ttl, weight, p.Number, target)).ToArray();
        return records.Length == 0
            ? Negative.NoData(view)
            : ZoneAnswer.Positive(records, [.. service.ClusterAddresses.Select(a => RecordData.Address(target, view.Ttl, a))]);
    }

    private static ZoneAnswer External(ZoneQuery query, ServiceView service, ServiceFilter filter)
    {
        var (view, owner, _, type) = query;
        if (filter != ServiceFilter.All)
        {
            return Negative.NxDomain(view);
        }

        return type is RecordType.A or RecordType.Aaaa or RecordType.Cname && service.ExternalName is { } target
            ? ZoneAnswer.Positive([RecordData.Cname(owner, view.Ttl, target)])
            : Negative.NoData(view);
    }
}
