using System.Collections.Immutable;

namespace HeadlessDiscovery.ResolvConf;

/// <summary>What a search list makes of a name.</summary>
/// <param name="Candidates">The rooted names in the order of asking, each once.</param>
/// <param name="Skipped">What takes no part, in the order of the list.</param>
/// <param name="ClusterZone">The zone that the list shows, whether or not it restricts the list; null where it shows none.</param>
internal sealed record SearchExpansion(
    ImmutableArray<string> Candidates,
    ImmutableArray<SkippedCandidate> Skipped,
    string? ClusterZone);
