using System.Collections.Immutable;
using HeadlessDiscovery.Json;

namespace HeadlessDiscovery.AspNetCore.Recording;

/// <summary>Records the history of one resolver's peers, in bounded memory.</summary>
internal sealed class PeersRecord(TimeProvider time)
{
    public const int MostTransitions = 100;

    // Covers the whole window for a set that changes every second, and less for one that changes more often.
    private const int MostCounts = 600;

    private readonly Lock gate = new();
    private readonly List<Transition> transitions = new(MostTransitions);
    private readonly Queue<CountSince> counts = new();
    private ImmutableDictionary<Peer, DateTimeOffset> firstSeen = ImmutableDictionary<Peer, DateTimeOffset>.Empty;
    private DateTimeOffset? startedAt;
    private long? failedBefore;
    private TaskCompletionSource? taking;
    private long takenVersion = long.MinValue;
    private bool hasEnded;

    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(10);

    /// <param name="change">What changed.</param>
    /// <param name="failed">How many lookups have failed since the resolver was created; null if it does not count them.</param>
    public void Take(PeerChange change, long? failed = null)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            var isFirst = startedAt is null;
            startedAt ??= now;

            // Peers in the first answer have not just joined.
            if (change.Previous.IsResolved)
            {
                firstSeen = firstSeen.RemoveRange(change.Removed).SetItems(change.Added.Select(peer => KeyValuePair.Create(peer, now)));
            }

            foreach (var transition in Transition.Of(change, isFirst, now).Where(told => told.Kind != EventKind.Snapshot || told.Snapshot.IsResolved))
            {
                Keep(transition);
            }

            if (isFirst && change.Current is { IsResolved: false, LastOutcome: LookupOutcome.Unknown })
            {
                Fail(change.Current, failed, now);
            }

            failedBefore = failed;
            var isKnown = change.Current is { IsResolved: true } or { Count: > 0 };
            counts.Enqueue(new CountSince(now, isKnown ? change.Current.Count : null, change.Current.IsStale));
            if (counts.Count > MostCounts)
            {
                counts.Dequeue();
            }

            takenVersion = change.Current.Version;
            Wake();
        }
    }

    /// <summary>Nothing is recorded from now on, and nobody waits for it.</summary>
    public void End()
    {
        lock (gate)
        {
            hasEnded = true;
            Wake();
        }
    }

    /// <summary>Waits until a version is recorded: a page that is read because of it must have its line.</summary>
    public async Task ReachAsync(long version, CancellationToken token)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (hasEnded || takenVersion >= version)
                {
                    return;
                }

                taking ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                next = taking.Task;
            }

            await next.WaitAsync(token).ConfigureAwait(false);
        }
    }

    /// <summary>A lookup that changed nothing. One that failed is kept, in one line with those before it that failed for the same reason.</summary>
    public void TakeLookup(PeerSnapshot after, long? failed = null)
    {
        lock (gate)
        {
            if (after.LastOutcome == LookupOutcome.Unknown)
            {
                Fail(after, failed, time.GetUtcNow());
            }

            failedBefore = failed;
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

            return new PeersHistory([.. Enumerable.Reverse(transitions)], firstSeen, [.. counts]) { StartedAt = startedAt };
        }
    }

    private void Fail(PeerSnapshot after, long? failed, DateTimeOffset now)
    {
        // Several may have failed since the last look.
        var times = Math.Max(1, failed - (failedBefore ?? 0) ?? 1);
        if (transitions is [.., { Kind: EventKind.Lookup } last] && last.Snapshot.LastReason == after.LastReason)
        {
            transitions[^1] = last with { Snapshot = after, Times = last.Times + times, LastAt = now };
        }
        else
        {
            Keep(new Transition(now, EventKind.Lookup, after, [], []) { Times = times });
        }
    }

    private void Wake()
    {
        taking?.TrySetResult();
        taking = null;
    }

    private void Keep(Transition transition)
    {
        transitions.Add(transition);
        if (transitions.Count > MostTransitions)
        {
            transitions.RemoveAt(0);
        }
    }
}
