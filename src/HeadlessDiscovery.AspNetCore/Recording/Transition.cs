using System.Collections.Immutable;

namespace HeadlessDiscovery.AspNetCore.Recording;

/// <summary>One event of the history, with the snapshot after it.</summary>
/// <param name="At">When it was seen, UTC.</param>
/// <param name="Kind">One of the events of docs/cli.md: snapshot, change, held, stale, fresh, self, name; or lookup, for lookups that failed and changed nothing.</param>
/// <param name="Snapshot">The snapshot after it.</param>
/// <param name="Added">The peers that joined; on snapshot and change only.</param>
/// <param name="Removed">The peers that left; on change only.</param>
internal sealed record Transition(DateTimeOffset At, string Kind, PeerSnapshot Snapshot, ImmutableArray<Peer> Added, ImmutableArray<Peer> Removed)
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
            return [new Transition(at, "snapshot", now, change.Added, []) { IsFirstAnswer = true }];
        }

        var kinds = new List<string>(2);
        Add(before.ResolvedName is not null && before.ResolvedName != now.ResolvedName, "name");
        Add(!before.IsStale && now.IsStale, "stale");
        Add(before.IsStale && !now.IsStale, "fresh");
        Add(!change.Added.IsEmpty || !change.Removed.IsEmpty || (!before.IsResolved && now.IsResolved), "change");
        Add(!before.Held.Except(change.Removed).SequenceEqual(now.Held), "held");
        Add(before.IsResolved && before.Self != now.Self, "self");
        Add(kinds.Count == 0 && before.ResolvedName != now.ResolvedName, "name");
        return kinds.Select(kind => kind == "change"
            ? new Transition(at, kind, now, change.Added, change.Removed) { IsFirstAnswer = !before.IsResolved }
            : new Transition(at, kind, now, [], []));

        void Add(bool applies, string kind)
        {
            if (applies)
            {
                kinds.Add(kind);
            }
        }
    }
}
