using System.Collections.Immutable;

namespace HeadlessDiscovery.ResolvConf;

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
