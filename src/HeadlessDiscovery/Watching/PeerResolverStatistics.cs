using System.Collections.Immutable;

namespace HeadlessDiscovery;

/// <summary>What a resolver has done since it was created, and when its next lookup is, as read at one moment.</summary>
/// <remarks>For pages and tools. The metrics provide the same numbers over time and for all pods.</remarks>
public sealed class PeerResolverStatistics
{
    /// <summary>The number of lookups of the loop that have ended since the resolver was created.</summary>
    public long Lookups { get; init; }

    /// <summary>The number of <see cref="Lookups"/> that ended as <see cref="LookupOutcome.Unknown"/>.</summary>
    public long FailedLookups { get; init; }

    /// <summary>The number of consecutive lookups, up to the last one, that ended as <see cref="LookupOutcome.Unknown"/>; 0 if the last one did not.</summary>
    public int FailuresInARow { get; init; }

    /// <summary>The median duration of a lookup.</summary>
    /// <value><see langword="null"/> before the first lookup ended. Exact to a sixteenth: durations are counted in steps of an eighth of a doubling.</value>
    public TimeSpan? MedianDuration { get; init; }

    /// <summary>The 99th percentile of the duration of a lookup.</summary>
    /// <value>See <see cref="MedianDuration"/>.</value>
    public TimeSpan? Percentile99Duration { get; init; }

    /// <summary>The time until the next lookup; zero if it is due.</summary>
    /// <value><see langword="null"/> while a lookup runs, before the loop was started, and after it was stopped.</value>
    public TimeSpan? NextLookupIn { get; init; }

    /// <summary>The held members, with the progress of confirming their removal. Sorted; may be empty, never default.</summary>
    public ImmutableArray<HeldPeer> Held { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The members that the application has reported as unreachable within the last ten minutes. Sorted; may be empty, never default.</summary>
    public ImmutableArray<ReportedPeer> Reported { get; init => field = value.IsDefault ? [] : value; } = [];
}
