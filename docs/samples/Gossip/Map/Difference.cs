namespace Gossip.Map;

/// <summary>How a node differs from what another one says it has.</summary>
/// <param name="Newer">What this node has newer, or alone.</param>
/// <param name="Wanted">The keys of what the other one has newer, or alone.</param>
internal sealed record Difference(IReadOnlyDictionary<string, Entry> Newer, IReadOnlyList<string> Wanted);
