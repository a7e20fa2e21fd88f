namespace HeadlessDiscovery.Tool.Resolving;

/// <summary>What the commands need of a resolver: the seam that tests fill by hand.</summary>
internal interface IResolverSession : IAsyncDisposable
{
    PeerSnapshot Current { get; }

    /// <summary>How many lookups of the loop have ended, and how many of these as Unknown.</summary>
    LookupTally Tally { get; }

    /// <summary>Set before watching: runs after each lookup of the loop, on its thread.</summary>
    Action? LookupEnded { get; set; }

    LookupPlan Plan();

    ValueTask<LookupExplanation> ExplainAsync(CancellationToken cancellationToken);

    /// <summary>As <see cref="ExplainAsync"/>, with the names of the pods.</summary>
    ValueTask<LookupExplanation> ExplainWithHostNamesAsync(CancellationToken cancellationToken);

    /// <summary>What the name servers of a lookup say beyond it.</summary>
    ValueTask<ServerInspection> InspectServersAsync(LookupExplanation explanation, int samples, CancellationToken cancellationToken);

    ValueTask<PeerReadiness> WaitAsync(int minimum, TimeSpan stableFor, TimeSpan timeout, CancellationToken cancellationToken);

    IAsyncEnumerable<PeerChange> WatchAsync(CancellationToken cancellationToken);
}

/// <summary>Lookups that ended.</summary>
internal readonly record struct LookupTally(long Lookups, long Failed)
{
    public static LookupTally Of(PeerResolver resolver) => resolver.GetCurrentStatistics() is var counted ? new(counted.Lookups, counted.FailedLookups) : default;
}
