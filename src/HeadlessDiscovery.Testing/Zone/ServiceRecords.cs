using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing.Zone;

/// <summary>The records of one service, by its kind.</summary>
internal static class ServiceRecords
{
    public static ZoneAnswer Answer(ZoneView view, ServiceView service, string owner, ServiceFilter filter, RecordType type)
    {
        if (service.Kind == ClusterServiceKind.ExternalName)
        {
            return External(view, service, owner, filter, type);
        }

        var ports = filter.PortsOf(service).ToArray();

        // A name below a ClusterIP service resolves to its pods, as below a headless one.
        if (service.Kind == ClusterServiceKind.Headless || filter.Label is not null)
        {
            var pods = filter.Label is null ? service.Pods : service.Pods.Where(p => p.Label == filter.Label).ToArray();
            return ports.Length == 0 || pods.Count == 0 ? Negative.NxDomain(view) : HeadlessRecords.Answer(view, service, owner, pods, ports, type);
        }

        return ports.Length == 0 ? Negative.NxDomain(view) : ClusterIP(view, service, owner, ports, type);
    }

    private static ZoneAnswer ClusterIP(ZoneView view, ServiceView service, string owner, ServicePort?[] ports, RecordType type)
    {
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

    private static ZoneAnswer External(ZoneView view, ServiceView service, string owner, ServiceFilter filter, RecordType type)
    {
        if (filter != ServiceFilter.All)
        {
            return Negative.NxDomain(view);
        }

        return type is RecordType.A or RecordType.Aaaa or RecordType.Cname && service.ExternalName is { } target
            ? ZoneAnswer.Positive([RecordData.Cname(owner, view.Ttl, target)])
            : Negative.NoData(view);
    }
}
