using System.Collections.Immutable;

namespace HeadlessDiscovery;

/// <summary>The queries that a lookup would send, determined without sending any.</summary>
public sealed class LookupPlan
{
    /// <summary>The service as configured.</summary>
    public required string ServiceName { get; init; }

    /// <summary>The resolver configuration as parsed.</summary>
    public required ResolverConfiguration Configuration { get; init; }

    /// <summary>The fully qualified names, in the order in which they are tried.</summary>
    public ImmutableArray<string> Candidates { get; init; } = [];

    /// <summary>The names that are skipped, and why.</summary>
    public ImmutableArray<SkippedCandidate> Skipped { get; init; } = [];

    /// <summary>The cluster domain in the search list, without its trailing dot, for example <c>cluster.local</c>; <see langword="null"/> if there is none. If there are several, the first of <see cref="ClusterZones"/>.</summary>
    public string? ClusterZone { get; init; }

    /// <summary>Every cluster domain in the search list, in order, without trailing dots: <c>cluster.local</c>, <c>clusterset.local</c>.</summary>
    /// <value>Empty if there is none, never default. If only <see cref="ClusterZone"/> was set, that one.</value>
    public ImmutableArray<string> ClusterZones
    {
        get => field.IsDefaultOrEmpty ? ClusterZone is { } zone ? [zone] : [] : field;
        init;
    } = [];

    /// <summary>Whether <see cref="HeadlessPeersOptions.RequireClusterSuffix"/> is on.</summary>
    internal bool RequiresClusterSuffix { get; init; }

    /// <summary>The names that are in the search list and are only skipped by the cluster-suffix rule: a negative answer for the other names does not apply to them.</summary>
    internal ImmutableArray<string> NotQueried => field.IsDefault ? field = [.. Skipped.Where(static skipped => skipped.IsOutsideCluster).Select(static skipped => skipped.Name)] : field;
}
