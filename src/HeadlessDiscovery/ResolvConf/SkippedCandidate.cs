namespace HeadlessDiscovery;

/// <summary>A name that is skipped in the search, and why.</summary>
public sealed record SkippedCandidate
{
    /// <summary>Creates a skipped candidate.</summary>
    /// <param name="name">The fully qualified name, or the search domain if no valid name could be formed.</param>
    /// <param name="why">One sentence.</param>
    public SkippedCandidate(string name, string why)
    {
        Name = name;
        Why = why;
    }

    /// <summary>The fully qualified name, with its trailing dot, or the search domain if no valid name could be formed.</summary>
    public string Name { get; init; }

    /// <summary>One sentence.</summary>
    public string Why { get; init; }

    /// <summary>Whether this name is in the search list, and is only skipped because of <see cref="HeadlessPeersOptions.RequireClusterSuffix"/>.</summary>
    /// <value>
    /// <see langword="true"/> for a name outside the cluster domain: no query was sent for it, so a negative answer for the other names does not apply to it.
    /// <see langword="false"/> (the default) for a name that cannot exist, and for one that the file itself excludes.
    /// </value>
    public bool IsOutsideCluster { get; init; }
}
