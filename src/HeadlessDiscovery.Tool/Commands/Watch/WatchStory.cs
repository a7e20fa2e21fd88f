using HeadlessDiscovery.Json;
using HeadlessDiscovery.Tool.Output;
using HeadlessDiscovery.Tool.Resolving;

namespace HeadlessDiscovery.Tool.Commands.Watch;

/// <summary>Turns changes into events, in order, and knows when the limits are reached.</summary>
internal sealed class WatchStory(string service, WatchLimits limits, TimeProvider time, ChangePrinter teller, ChangeRunner? runner)
{
    private readonly long startTimestamp = time.GetTimestamp();
    private PeerSnapshot? last;
    private int changes;

    public bool IsOver { get; private set; }

    public bool IsResolved => last is { IsResolved: true };

    /// <summary>Takes a change, or null for a lookup that ended.</summary>
    public void Take(PeerChange? change, IResolverSession session)
    {
        if (change is null)
        {
            // Before the first change there is nothing to tell a lookup about.
            if (last is not null)
            {
                teller.Tell(Event(EventKind.Lookup, session.Current));
            }

            return;
        }

        var isFirst = last is null;
        var wasResolved = IsResolved;
        last = change.Current;
        if (isFirst)
        {
            Tell(EventKind.Snapshot, change, runs: true);
        }
        else
        {
            var kinds = EventKinds.Of(change, HostChanges.Of(change).Any());
            foreach (var kind in kinds)
            {
                // One run for a step, although its change and its host names are two events.
                Tell(kind, change, runs: kind == EventKind.Change || (kind == EventKind.Hosts && !kinds.Contains(EventKind.Change)));
                changes += kind == EventKind.Change && wasResolved ? 1 : 0;
            }
        }

        IsOver = (limits.InitialOnly && IsResolved) || changes >= limits.Count;
    }

    public void End(IResolverSession session)
    {
        // The reason of the last lookup changes without a version; a version that was not told yet stays untold.
        var current = session.Current;
        var told = last is null || current.Version == last.Version ? current : last;
        teller.Tell(Event(EventKind.End, told) with { Tally = session.Tally });
    }

    private void Tell(EventKind kind, PeerChange change, bool runs)
    {
        var told = Event(kind, change.Current).With(change);
        teller.Tell(told);
        if (runs && change.Current.IsResolved)
        {
            runner?.Offer(told);
        }
    }

    private WatchEvent Event(EventKind kind, PeerSnapshot snapshot) =>
        new(kind, time.GetElapsedTime(startTimestamp), time.GetUtcNow(), service, snapshot);
}
