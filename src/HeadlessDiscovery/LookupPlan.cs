using System.Collections.Immutable;

namespace HeadlessDiscovery;

/// <summary>What a look-up would ask, worked out without asking anybody.</summary>
public sealed class LookupPlan
{
    /// <summary>The service as configured.</summary>
    public required string ServiceName { get; init; }

    /// <summary>The resolver configuration as it was understood.</summary>
    public required ResolverConfiguration Configuration { get; init; }

    /// <summary>The rooted names in the order of asking.</summary>
    public ImmutableArray<string> Candidates { get; init; } = [];

    /// <summary>The names that take no part, and why.</summary>
    public ImmutableArray<SkippedCandidate> Skipped { get; init; } = [];

    /// <summary>The zone that the search list shows, without final dot, for example <c>cluster.local</c>; <see langword="null"/> where it shows none.</summary>
    public string? ClusterZone { get; init; }
}
