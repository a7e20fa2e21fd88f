using System.Net;
using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing.Zone;

/// <summary>The names below the cluster zone, by their labels from the right: <c>svc</c> or <c>pod</c>, namespace, service, and what is below.</summary>
internal static class ClusterNames
{
    public static ZoneAnswer Answer(ZoneView view, string owner, string[] labels, RecordType type) => labels switch
    {
        ["svc"] or ["pod"] => Negative.NoData(view),
        [var space, "svc" or "pod"] => view.Namespaces.Contains(space) ? Negative.NoData(view) : Negative.NxDomain(view),
        [var address, var space, "pod"] when view.Namespaces.Contains(space) => PodName(view, owner, address, type),
        [.. var below, var name, var space, "svc"] when view.Service(name, space) is { } service => InService(view, service, owner, below, type),
        _ => Negative.NxDomain(view),
    };

    private static ZoneAnswer InService(ZoneView view, ServiceView service, string owner, string[] below, RecordType type) => below switch
    {
        [] => ServiceRecords.Answer(view, service, owner, ServiceFilter.All, type),
        [var label] => ServiceRecords.Answer(view, service, owner, new ServiceFilter(Label: label), type),
        [['_', .. var port], ['_', .. var protocol]] => ServiceRecords.Answer(view, service, owner, new ServiceFilter(Port: port, Protocol: protocol), type),
        _ => Negative.NxDomain(view),
    };

    // `pods insecure`, as kubeadm has it: any address is answered, whether a pod has it or not.
    private static ZoneAnswer PodName(ZoneView view, string owner, string label, RecordType type)
    {
        var text = label.Count(c => c == '-') == 3 && !label.Contains("--", StringComparison.Ordinal) ? label.Replace('-', '.') : label.Replace('-', ':');
        if (!IPAddress.TryParse(text, out var address))
        {
            return Negative.NxDomain(view);
        }

        return RecordData.TypeOf(address) == type
            ? ZoneAnswer.Positive([RecordData.Address(owner, view.Ttl, address)])
            : Negative.NoData(view);
    }
}
