using System.Collections.Immutable;

namespace HeadlessDiscovery.ResolvConf;

/// <summary>Finds the cluster zone in a search list such as kubelet writes: <c>ns.svc.zone svc.zone zone</c> and the node's own domains.</summary>
internal static class ClusterZone
{
    /// <summary>The zone as it is spelled in the list, or null where the list shows none.</summary>
    /// <param name="search">Elements without final dots.</param>
    public static string? Of(ImmutableArray<string> search)
    {
        var listed = search.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var zones = search.Where(element => listed.Contains("svc." + element)).ToArray();

        // In a namespace called 'svc', svc.<zone> looks like a zone as well: the one with a namespace below it is meant.
        var namespaced = search.Select(ZoneOfNamespace).OfType<string>().ToArray();
        return zones.FirstOrDefault(zone => namespaced.Contains(zone, StringComparer.OrdinalIgnoreCase))
            ?? zones.FirstOrDefault()
            ?? namespaced.FirstOrDefault();
    }

    public static bool Contains(string zone, ReadOnlySpan<char> name) =>
        name.EndsWith(zone, StringComparison.OrdinalIgnoreCase)
        && (name.Length == zone.Length || name[^(zone.Length + 1)] == '.');

    // <label>.svc.<zone>
    private static string? ZoneOfNamespace(string element)
    {
        var dot = element.IndexOf('.', StringComparison.Ordinal);
        const string Svc = "svc.";
        return dot > 0
            && element.AsSpan(dot + 1).StartsWith(Svc, StringComparison.OrdinalIgnoreCase)
            && element.Length > dot + 1 + Svc.Length
                ? element[(dot + 1 + Svc.Length)..]
                : null;
    }
}
