namespace HeadlessDiscovery.Watching;

/// <summary>What is known now, and a signal for those who wait for the next version. One field, no lock, no list of readers.</summary>
internal sealed class Publication
{
    private PublishedState state = new(PeerSnapshot.Unresolved, NewSignal(), IsClosed: false);

    public PeerSnapshot Current => Volatile.Read(ref state).Snapshot;

    /// <summary>The snapshot together with the signal of the version after it.</summary>
    public PublishedState State => Volatile.Read(ref state);

    /// <summary>Replaces the snapshot as a whole, then wakes the readers if the version grew.</summary>
    public void Publish(PeerSnapshot snapshot)
    {
        PublishedState before;
        PublishedState after;
        do
        {
            before = State;
            if (before.IsClosed)
            {
                return;
            }

            after = new PublishedState(snapshot, snapshot.Version == before.Snapshot.Version ? before.Changed : NewSignal(), IsClosed: false);
        }
        while (Interlocked.CompareExchange(ref state, after, before) != before);

        if (after.Changed != before.Changed)
        {
            before.Changed.TrySetResult();
        }
    }

    /// <summary>Ends every stream after the last version.</summary>
    public void Close()
    {
        PublishedState before;
        do
        {
            before = State;
        }
        while (Interlocked.CompareExchange(ref state, before with { IsClosed = true }, before) != before);

        before.Changed.TrySetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
