using System.Collections.Immutable;

namespace HeadlessDiscovery;

/// <summary>What a lookup would ask, worked out without asking anybody.</summary>
public sealed class LookupPlan
{
    /// <summary>The service as configured.</summary>
    public required string ServiceName { get; init; }

    /// <summary>The resolver configuration as it was understood.</summary>
    public required ResolverConfiguration Configuration { get; init; }

    /// <summary>The fully qualified names in the order of asking.</summary>
    public ImmutableArray<string> Candidates { get; init; } = [];

    /// <summary>The names that take no part, and why.</summary>
    public ImmutableArray<SkippedCandidate> Skipped { get; init; } = [];

    /// <summary>The cluster domain that the search list shows, without its trailing dot, for example <c>cluster.local</c>; <see langword="null"/> where it shows none. With several, the first of <see cref="ClusterZones"/>.</summary>
    public string? ClusterZone { get; init; }

    /// <summary>Every cluster domain that the search list shows, in its order, without trailing dots: <c>cluster.local</c>, <c>clusterset.local</c>.</summary>
    /// <value>Empty where it shows none, never default. Where only <see cref="ClusterZone"/> was set, that one.</value>
    public ImmutableArray<string> ClusterZones
    {
        get => field.IsDefaultOrEmpty ? ClusterZone is { } zone ? [zone] : [] : field;
        init;
    } = [];

    /// <summary>Whether <see cref="HeadlessPeersOptions.RequireClusterSuffix"/> is on.</summary>
    internal bool RequiresClusterSuffix { get; init; }

    /// <summary>The names that the configuration puts into the search and that only the cluster-suffix rule left out: a negative answer for the others says nothing about them.</summary>
    internal ImmutableArray<string> NotQueried => field.IsDefault ? field = [.. Skipped.Where(static skipped => skipped.IsOutsideCluster).Select(static skipped => skipped.Name)] : field;
}
