using System.Collections.Immutable;
using HeadlessDiscovery.Json;

namespace HeadlessDiscovery.AspNetCore.Recording;

/// <summary>One event of the history, with the snapshot after it.</summary>
/// <param name="At">When it was seen, UTC.</param>
/// <param name="Kind">What happened; a lookup is one or several that failed and changed nothing.</param>
/// <param name="Snapshot">The snapshot after it.</param>
/// <param name="Added">The peers that joined; on snapshot and change only.</param>
/// <param name="Removed">The peers that left; on change only.</param>
internal sealed record Transition(DateTimeOffset At, EventKind Kind, PeerSnapshot Snapshot, ImmutableArray<Peer> Added, ImmutableArray<Peer> Removed)
{
    /// <summary>The number of failed lookups that it combines: a long outage is one line.</summary>
    public long Times { get; init; } = 1;

    /// <summary>When the last of them was seen, UTC.</summary>
    public DateTimeOffset LastAt { get; init; } = At;

    /// <summary>Whether nothing was known before it.</summary>
    public bool IsFirstAnswer { get; init; }

    /// <summary>Splits a change into events, in a fixed order; the same kinds as <c>headless-peers watch</c>. Empty if there is no visible difference.</summary>
    public static IEnumerable<Transition> Of(PeerChange change, bool isFirst, DateTimeOffset at)
    {
        var (before, now) = (change.Previous, change.Current);
        if (isFirst)
        {
            return [new Transition(at, EventKind.Snapshot, now, change.Added, []) { IsFirstAnswer = true }];
        }

        return EventKinds.Of(change).Select(kind => kind == EventKind.Change
            ? new Transition(at, kind, now, change.Added, change.Removed) { IsFirstAnswer = !before.IsResolved }
            : new Transition(at, kind, now, [], []));
    }
}
