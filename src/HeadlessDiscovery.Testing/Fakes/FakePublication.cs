using System.Runtime.CompilerServices;

namespace HeadlessDiscovery.Testing;

/// <summary>The current value, and a signal that a later version is available. The value is swapped first, then signalled.</summary>
internal sealed class FakePublication
{
    private Entry entry = new(PeerSnapshot.Unresolved, NewSignal(), IsEnded: false);

    public PeerSnapshot Current => Volatile.Read(ref entry).Snapshot;

    public bool IsEnded => Volatile.Read(ref entry).IsEnded;

    /// <summary>Called by one writer at a time.</summary>
    public void Publish(PeerSnapshot next)
    {
        var last = entry;
        if (next.Version == last.Snapshot.Version)
        {
            Volatile.Write(ref entry, last with { Snapshot = next });
            return;
        }

        Volatile.Write(ref entry, new(next, NewSignal(), IsEnded: false));
        last.Moved.SetResult();
    }

    public void End()
    {
        var last = entry;
        Volatile.Write(ref entry, last with { IsEnded = true });
        last.Moved.TrySetResult();
    }

    public async IAsyncEnumerable<PeerChange> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PeerSnapshot? seen = null;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var now = Volatile.Read(ref entry);
            if (seen is null || now.Snapshot.Version > seen.Version)
            {
                var change = new PeerChange(seen ?? PeerSnapshot.Unresolved, now.Snapshot);
                seen = now.Snapshot;
                yield return change;
            }
            else if (now.IsEnded)
            {
                yield break;
            }
            else
            {
                await now.Moved.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed record Entry(PeerSnapshot Snapshot, TaskCompletionSource Moved, bool IsEnded);
}
