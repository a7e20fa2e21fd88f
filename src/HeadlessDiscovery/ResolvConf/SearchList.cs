using System.Collections.Immutable;

namespace HeadlessDiscovery.ResolvConf;

/// <summary>Expands a name by a search list, in the order of Go and glibc, and within the cluster zone where that is required.</summary>
internal static class SearchList
{
    /// <summary>Makes the candidates of a name; none where <see cref="ServiceName.Problem"/> finds a problem.</summary>
    public static SearchExpansion Expand(string name, ImmutableArray<string> search, int ndots, bool noTldQuery, bool requireClusterSuffix)
    {
        var domains = Usable(search, out var unusable);
        var zone = ClusterZone.Of(domains);
        if (ServiceName.Problem(name) is { } problem)
        {
            return new([], [new(name, problem)], zone);
        }

        if (name.EndsWith('.'))
        {
            return new([name], [], zone);
        }

        var walk = new SearchWalk(name, requireClusterSuffix ? zone : null);

        // The dots of the input count, not those of a candidate.
        var dots = name.Count(character => character == '.');
        if (dots >= ndots)
        {
            walk.AddBare();
        }

        foreach (var domain in domains)
        {
            walk.Add(domain);
        }

        // glibc: without a list, the bare name is asked even so.
        if (noTldQuery && dots == 0 && walk.HasCandidates)
        {
            walk.SkipBare("The option no-tld-query leaves out the bare name of one label; write a final dot to mean it.");
        }
        else
        {
            walk.AddBare();
        }

        return new(walk.Candidates, [.. unusable, .. walk.Skipped], zone);
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
                unusable.Add(new(element, $"The search domain {Shown.Quoted(element)} {problem}."));
            }
        }

        return domains.DrainToImmutable();
    }
}
