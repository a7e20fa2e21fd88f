using System.Collections.Immutable;

namespace HeadlessDiscovery.AspNetCore.Recording;

/// <summary>Remembers what happened to one resolver's peers. Bounded, whatever happens.</summary>
internal sealed class PeersRecord(TimeProvider time)
{
    public const int MostTransitions = 100;

    // A set that changes each second is told for the whole window; a wilder one for less.
    private const int MostCounts = 600;

    private readonly Lock gate = new();
    private readonly Queue<Transition> transitions = new();
    private readonly Queue<CountSince> counts = new();
    private ImmutableDictionary<Peer, DateTimeOffset> firstSeen = ImmutableDictionary<Peer, DateTimeOffset>.Empty;
    private bool hasStarted;

    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(10);

    public void Take(PeerChange change)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            var isFirst = !hasStarted;
            hasStarted = true;

            // Who was there with the first answer did not join just now.
            if (change.Previous.IsResolved)
            {
                firstSeen = firstSeen.RemoveRange(change.Removed).SetItems(change.Added.Select(peer => KeyValuePair.Create(peer, now)));
            }

            foreach (var transition in Transition.Of(change, isFirst, now).Where(told => told.Kind != "snapshot" || told.Snapshot.IsResolved))
            {
                Keep(transitions, transition, MostTransitions);
            }

            var isKnown = change.Current is { IsResolved: true } or { Count: > 0 };
            Keep(counts, new CountSince(now, isKnown ? change.Current.Count : null, change.Current.IsStale), MostCounts);
        }
    }

    public PeersHistory Read()
    {
        lock (gate)
        {
            var begin = time.GetUtcNow() - Window;
            while (counts.Count > 1 && counts.ElementAt(1).At <= begin)
            {
                counts.Dequeue();
            }

            return new PeersHistory([.. transitions.Reverse()], firstSeen, [.. counts]);
        }
    }

    private static void Keep<T>(Queue<T> queue, T item, int most)
    {
        queue.Enqueue(item);
        if (queue.Count > most)
        {
            queue.Dequeue();
        }
    }
}
