using System.Collections.Immutable;

namespace HeadlessDiscovery.ResolvConf;

/// <summary>Finds the cluster zones in a search list such as kubelet writes: <c>ns.svc.zone svc.zone zone</c> and the node's own domains.</summary>
internal static class ClusterZone
{
    private const string Svc = "svc.";

    /// <summary>The zones in the order of the list and as they are spelled there; empty where the list shows none.</summary>
    /// <param name="search">Elements without trailing dots.</param>
    public static ImmutableArray<string> AllOf(ImmutableArray<string> search)
    {
        var listed = search.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var namespaced = search.Select(ZoneOfNamespace).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToImmutableArray();
        var zones = search.Where(element => listed.Contains(Svc + element)).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        if (zones.Length == 0)
        {
            return namespaced;
        }

        // In a namespace called 'svc', svc.<zone> looks like a zone as well: the one with a namespace below it is meant.
        var meant = new List<string>();
        foreach (var zone in zones.OrderBy(zone => !namespaced.Contains(zone, StringComparer.OrdinalIgnoreCase)))
        {
            if (!meant.Exists(other => IsSvcOf(other, zone) || IsSvcOf(zone, other)))
            {
                meant.Add(zone);
            }
        }

        return [.. zones.Where(meant.Contains)];
    }

    /// <summary>Whether a name is a zone's own or below it, both without trailing dots.</summary>
    public static bool Contains(string zone, ReadOnlySpan<char> name) =>
        name.EndsWith(zone, StringComparison.OrdinalIgnoreCase)
        && (name.Length == zone.Length || name[^(zone.Length + 1)] == '.');

    private static bool IsSvcOf(string element, string zone) => string.Equals(element, Svc + zone, StringComparison.OrdinalIgnoreCase);

    // <label>.svc.<zone>
    private static string? ZoneOfNamespace(string element)
    {
        var rest = element.IndexOf('.', StringComparison.Ordinal) + 1;
        return element.AsSpan(rest).StartsWith(Svc, StringComparison.OrdinalIgnoreCase) ? element[(rest + Svc.Length)..] : null;
    }
}
