using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery.ResolvConf;

/// <summary>Expands a name by a search list, in the order of Go and glibc, and within the cluster zone where that is required.</summary>
internal static class SearchList
{
    /// <summary>Makes the candidates of a name; none where <see cref="ServiceName.Problem"/> finds a problem.</summary>
    /// <param name="name">The name as given.</param>
    /// <param name="search">The search list.</param>
    /// <param name="ndots">With so many dots the unqualified name comes first.</param>
    /// <param name="noTldQuery">Whether the last try of a bare label is left out.</param>
    /// <param name="requireClusterSuffix">Whether only names of the cluster may answer, where the list shows one.</param>
    /// <param name="nameServers">Tell whether a container network's own domain in the list is that of the network here.</param>
    public static SearchExpansion Expand(
        string name, ImmutableArray<string> search, int ndots, bool noTldQuery, bool requireClusterSuffix, ImmutableArray<IPEndPoint> nameServers = default)
    {
        var domains = Usable(search, out var unusable);
        var zones = ClusterZone.AllOf(domains);
        if (ServiceName.Problem(name) is { } problem)
        {
            return new([], [new(name, problem)], zones);
        }

        if (name.EndsWith('.'))
        {
            return new([name], [], zones);
        }

        var walk = new SearchWalk(name, requireClusterSuffix ? zones : [], ContainerNetwork.DomainIn(domains, zones, nameServers));

        // The dots of the input count, not those of a candidate.
        var dots = name.Count(character => character == '.');
        if (dots >= ndots)
        {
            walk.AddBareFirst();
        }

        foreach (var domain in domains)
        {
            walk.Add(domain);
        }

        // glibc: without a list, the unqualified name is asked even so.
        if (noTldQuery && dots == 0 && walk.HasCandidates)
        {
            walk.SkipBare("the option no-tld-query excludes unqualified names of one label. To query it anyway, write it with a trailing dot.");
        }
        else
        {
            walk.AddBare();
        }

        return new(walk.Candidates, [.. unusable, .. walk.Skipped], zones);
    }

    private static ImmutableArray<string> Usable(ImmutableArray<string> search, out List<SkippedCandidate> unusable)
    {
        var domains = ImmutableArray.CreateBuilder<string>(search.Length);
        unusable = [];
        foreach (var element in search)
        {
            if (SearchDomain.TryRead(element, out var domain, out var problem))
            {
                domains.Add(domain);
            }
            else
            {
                unusable.Add(new(element, $"The search domain {PrintableText.Quoted(element)} {problem}."));
            }
        }

        return domains.DrainToImmutable();
    }
}

/// <summary>What a search list makes of a name.</summary>
/// <param name="Candidates">The fully qualified names in the order of asking, each once.</param>
/// <param name="Skipped">What takes no part, in the order of the list.</param>
/// <param name="ClusterZones">The cluster domains that the list shows, whether or not they restrict it; empty where it shows none.</param>
internal sealed record SearchExpansion(
    ImmutableArray<string> Candidates,
    ImmutableArray<SkippedCandidate> Skipped,
    ImmutableArray<string> ClusterZones)
{
    /// <summary>The first of them; null where the list shows none.</summary>
    public string? ClusterZone => ClusterZones.IsEmpty ? null : ClusterZones[0];
}
