using System.Collections.Immutable;

namespace HeadlessDiscovery.ResolvConf;

/// <summary>Collects candidates in the order they are offered: each once, none too long, none outside the zones.</summary>
/// <param name="name">The name as given.</param>
/// <param name="required">The zones that a name must lie in; empty where any may.</param>
/// <param name="network">The domain of the container network that this process is in, or null.</param>
internal sealed class SearchWalk(string name, ImmutableArray<string> required, string? network)
{
    // All resolvers of a process have one search list, as a rule: they share its sentence.
    private static volatile string lastWhy = string.Empty;

    private readonly ImmutableArray<string>.Builder candidates = ImmutableArray.CreateBuilder<string>();
    private readonly List<SkippedCandidate> skipped = [];
    private readonly HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);

    public ImmutableArray<string> Candidates => candidates.ToImmutable();

    public IReadOnlyList<SkippedCandidate> Skipped => skipped;

    public bool HasCandidates => candidates.Count > 0;

    public void Add(string domain)
    {
        // glibc: '.' means the unqualified name at this place, and no second try at the end.
        if (domain is SearchDomain.Root)
        {
            AddBare();
            return;
        }

        var candidate = $"{name}.{domain}.";
        if (!seen.Add(candidate))
        {
            return;
        }

        if (candidate.Length > DomainLabels.MaxName + 1)
        {
            skipped.Add(new(candidate, $"The name would have {candidate.Length - 1} characters; a name has at most {DomainLabels.MaxName}."));
        }
        else if (IsInside(domain) || domain == network)
        {
            candidates.Add(candidate);
        }
        else
        {
            skipped.Add(Outside(candidate));
        }
    }

    /// <summary>The name as given, at the end of the list or in the place of a dot.</summary>
    public void AddBare()
    {
        var candidate = name + ".";
        if (!seen.Add(candidate))
        {
            return;
        }

        if (IsInside(name))
        {
            candidates.Add(candidate);
        }
        else
        {
            skipped.Add(Outside(candidate));
        }
    }

    /// <summary>The name as given, because it has enough dots: the file asks for it first, wherever it lies.</summary>
    public void AddBareFirst()
    {
        seen.Add(name + ".");
        candidates.Add(name + ".");
    }

    public void SkipBare(string why)
    {
        if (seen.Add(name + "."))
        {
            skipped.Add(new(name + ".", why));
        }
    }

    private bool IsInside(string domain) => required.IsEmpty || required.Any(zone => ClusterZone.Contains(zone, domain));

    private SkippedCandidate Outside(string candidate)
    {
        var domains = required.Length == 1 ? $"domain {required[0]}" : $"domains {string.Join(" and ", required)}";
        var why = $"outside the cluster {domains}. To query it anyway, write it with a trailing dot, or set RequireClusterSuffix = false.";
        if (lastWhy is var last && last != why)
        {
            lastWhy = last = why;
        }

        return new(candidate, last) { IsOutsideCluster = true };
    }
}
