using System.Net;
using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing.Zone;

/// <summary>The names below the cluster zone, by their labels from the right: <c>svc</c> or <c>pod</c>, namespace, service, and what is below.</summary>
internal static class ClusterNames
{
    public static ZoneAnswer Answer(ZoneQuery query, string[] labels) => labels switch
    {
        ["svc"] or ["pod"] => Negative.NoData(query.View),
        [var space, "svc" or "pod"] => query.View.Namespaces.Contains(space) ? Negative.NoData(query.View) : Negative.NxDomain(query.View),
        [var address, var space, "pod"] when query.View.Namespaces.Contains(space) => PodName(query, address),
        [.. var below, var name, var space, "svc"] when query.View.Service(name, space) is { } service => InService(query, service, below),
        _ => Negative.NxDomain(query.View),
    };

    private static ZoneAnswer InService(ZoneQuery query, ServiceView service, string[] below) => below switch
    {
        [] => ServiceRecords.Answer(query, service, ServiceFilter.All),
        [var label] => ServiceRecords.Answer(query, service, new ServiceFilter(Label: label)),
        [['_', .. var port], ['_', .. var protocol]] => ServiceRecords.Answer(query, service, new ServiceFilter(Port: port, Protocol: protocol)),
        _ => Negative.NxDomain(query.View),
    };

    // `pods insecure`, as kubeadm has it: any address is answered, whether a pod has it or not.
    private static ZoneAnswer PodName(ZoneQuery query, string label)
    {
        var text = label.Count(c => c == '-') == 3 && !label.Contains("--", StringComparison.Ordinal) ? label.Replace('-', '.') : label.Replace('-', ':');
        if (!IPAddress.TryParse(text, out var address))
        {
            return Negative.NxDomain(query.View);
        }

        return RecordData.TypeOf(address) == query.Type
            ? ZoneAnswer.Positive([RecordData.Address(query.Owner, query.View.Ttl, address)])
            : Negative.NoData(query.View);
    }
}
