using System.Collections.Immutable;

namespace HeadlessDiscovery.ResolvConf;

/// <summary>Collects candidates in the order they are offered: each once, none too long, none outside the zone.</summary>
internal sealed class SearchWalk(string name, string? requiredZone)
{
    private readonly ImmutableArray<string>.Builder candidates = ImmutableArray.CreateBuilder<string>();
    private readonly List<SkippedCandidate> skipped = [];
    private readonly HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);

    public ImmutableArray<string> Candidates => candidates.ToImmutable();

    public IReadOnlyList<SkippedCandidate> Skipped => skipped;

    public bool HasCandidates => candidates.Count > 0;

    public void Add(string domain)
    {
        // glibc: '.' means the bare name at this place, and no second try at the end.
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

        if (requiredZone is not null && !ClusterZone.Contains(requiredZone, domain))
        {
            skipped.Add(new(candidate, $"The search domain '{domain}' lies outside the cluster zone '{requiredZone}'; write '{candidate}' with its final dot to mean it."));
        }
        else if (candidate.Length > DomainLabels.MaxName + 1)
        {
            skipped.Add(new(candidate, $"The name would have {candidate.Length - 1} characters; a name has at most {DomainLabels.MaxName}."));
        }
        else
        {
            candidates.Add(candidate);
        }
    }

    public void AddBare()
    {
        var candidate = name + ".";
        if (!seen.Add(candidate))
        {
            return;
        }

        if (requiredZone is not null && !ClusterZone.Contains(requiredZone, name))
        {
            skipped.Add(new(candidate, $"The bare name lies outside the cluster zone '{requiredZone}'; write '{candidate}' with its final dot to mean it."));
        }
        else
        {
            candidates.Add(candidate);
        }
    }

    public void SkipBare(string why)
    {
        if (seen.Add(name + "."))
        {
            skipped.Add(new(name + ".", why));
        }
    }
}
