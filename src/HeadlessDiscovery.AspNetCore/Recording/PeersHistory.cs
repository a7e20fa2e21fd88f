using System.Collections.Immutable;

namespace HeadlessDiscovery.AspNetCore.Recording;

/// <summary>The recent history of one resolver's peers, as read at one moment.</summary>
/// <param name="Transitions">The last 100, newest first.</param>
/// <param name="FirstSeen">When each current peer was first seen; a peer that was listed at the start has no entry.</param>
/// <param name="Counts">The number of peers from each time on, oldest first: the last ten minutes, and the value at their beginning.</param>
internal sealed record PeersHistory(ImmutableArray<Transition> Transitions, IReadOnlyDictionary<Peer, DateTimeOffset> FirstSeen, ImmutableArray<CountSince> Counts)
{
    /// <summary>When the recording began, UTC; null before.</summary>
    public DateTimeOffset? StartedAt { get; init; }
}

/// <summary>The number of peers from a time on, and whether they were stale.</summary>
/// <param name="At">UTC.</param>
/// <param name="Count">The number of peers; null while nothing was known.</param>
/// <param name="IsStale">Whether the list was stale.</param>
internal readonly record struct CountSince(DateTimeOffset At, int? Count, bool IsStale);
