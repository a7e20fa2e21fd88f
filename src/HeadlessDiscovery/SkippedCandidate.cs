namespace HeadlessDiscovery;

/// <summary>A name that takes no part in the search, and why.</summary>
/// <param name="Name">The rooted name, or the search domain where no name could be made.</param>
/// <param name="Why">One sentence.</param>
public sealed record SkippedCandidate(string Name, string Why);
