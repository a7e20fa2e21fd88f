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

    /// <summary>Whether the configuration puts this name into the search, and only <see cref="HeadlessPeersOptions.RequireClusterSuffix"/> left it out.</summary>
    /// <value>
    /// <see langword="true"/> for a name outside the cluster domain: no query was sent for it, so a negative answer for the other names says nothing about it.
    /// <see langword="false"/> (the default) for a name that cannot exist, and for one that the file itself leaves out.
    /// </value>
    public bool IsOutsideCluster { get; init; }
}
