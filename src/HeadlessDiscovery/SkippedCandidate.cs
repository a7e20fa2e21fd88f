namespace HeadlessDiscovery;

/// <summary>A name that takes no part in the search, and why.</summary>
public sealed record SkippedCandidate
{
    /// <summary>Makes a skipped candidate.</summary>
    /// <param name="name">The fully qualified name, or the search domain where no name could be made.</param>
    /// <param name="why">One sentence.</param>
    public SkippedCandidate(string name, string why)
    {
        Name = name;
        Why = why;
    }

    /// <summary>The fully qualified name, with its trailing dot, or the search domain where no name could be made.</summary>
    public string Name { get; init; }

    /// <summary>One sentence.</summary>
    public string Why { get; init; }
}
