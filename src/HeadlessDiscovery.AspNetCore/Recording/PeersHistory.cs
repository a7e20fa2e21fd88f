using System.Collections.Immutable;

namespace HeadlessDiscovery.AspNetCore.Recording;

/// <summary>What happened to one resolver's peers lately, as it was read at one moment.</summary>
/// <param name="Transitions">The last 100, the newest first.</param>
/// <param name="FirstSeen">Since when each peer of now is there; a peer that was there at the start has no entry.</param>
/// <param name="Counts">How many peers there were, from each time on, the oldest first; the last ten minutes, and what was valid at their beginning.</param>
internal sealed record PeersHistory(ImmutableArray<Transition> Transitions, IReadOnlyDictionary<Peer, DateTimeOffset> FirstSeen, ImmutableArray<CountSince> Counts)
{
    /// <summary>When the recording began, UTC; null before.</summary>
    public DateTimeOffset? StartedAt { get; init; }
}

/// <summary>How many peers were known from a time on, and whether they were stale.</summary>
/// <param name="At">UTC.</param>
/// <param name="Count">The number of peers; null while nothing was known.</param>
/// <param name="IsStale">Whether the list was stale.</param>
internal readonly record struct CountSince(DateTimeOffset At, int? Count, bool IsStale);
