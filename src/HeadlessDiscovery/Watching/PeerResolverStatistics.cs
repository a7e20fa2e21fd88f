using System.Collections.Immutable;

namespace HeadlessDiscovery;

/// <summary>What a resolver has done since it was created, and when its next lookup is, as read at one moment.</summary>
/// <remarks>For pages and tools. The same numbers over time, and over all pods, are the metrics.</remarks>
public sealed class PeerResolverStatistics
{
    /// <summary>How many lookups of the loop have ended since the resolver was created.</summary>
    public long Lookups { get; init; }

    /// <summary>How many of <see cref="Lookups"/> ended as <see cref="LookupOutcome.Unknown"/>.</summary>
    public long FailedLookups { get; init; }

    /// <summary>How many lookups in a row ended as <see cref="LookupOutcome.Unknown"/>, up to the last one; 0 where the last one did not.</summary>
    public int FailuresInARow { get; init; }

    /// <summary>Half of the lookups took no longer than this.</summary>
    /// <value><see langword="null"/> before the first lookup ended. Exact to a sixteenth: durations are counted in steps of an eighth of a doubling.</value>
    public TimeSpan? MedianDuration { get; init; }

    /// <summary>99 of 100 lookups took no longer than this.</summary>
    /// <value>As <see cref="MedianDuration"/>.</value>
    public TimeSpan? Percentile99Duration { get; init; }

    /// <summary>From now to the next lookup; zero where it is due.</summary>
    /// <value><see langword="null"/> while a lookup runs, before the loop was started, and after it was stopped.</value>
    public TimeSpan? NextLookupIn { get; init; }

    /// <summary>The members that are held, and how far their removal is confirmed. Sorted; empty, never default.</summary>
    public ImmutableArray<HeldPeer> Held { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The members that the application reported as unreachable within the last ten minutes. Sorted; empty, never default.</summary>
    public ImmutableArray<ReportedPeer> Reported { get; init => field = value.IsDefault ? [] : value; } = [];
}
