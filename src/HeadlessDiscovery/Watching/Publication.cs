namespace HeadlessDiscovery.Watching;

/// <summary>What is known now, and a signal for those who wait for the next version. One field, no lock, no list of readers.</summary>
internal sealed class Publication
{
    private PublishedState state = new(PeerSnapshot.Unresolved, NewSignal(), isClosed: false);

    public PeerSnapshot Current => Volatile.Read(ref state).Snapshot;

    /// <summary>The snapshot together with the signal of the version after it.</summary>
    public PublishedState State => Volatile.Read(ref state);

    /// <summary>Replaces the snapshot as a whole, then wakes the readers if the version grew.</summary>
    public void Publish(PeerSnapshot snapshot)
    {
        PublishedState before;
        do
        {
            before = State;
            if (before.IsClosed)
            {
                return;
            }

            // The loop and the overdue timer may meet: what is known never goes back.
            if (snapshot.Version < before.Snapshot.Version)
            {
                return;
            }

            if (snapshot.Version == before.Snapshot.Version)
            {
                // What a refresh without change brings are times: nobody waits for those.
                before.Snapshot = snapshot;
                return;
            }
        }
        while (Interlocked.CompareExchange(ref state, new PublishedState(snapshot, NewSignal(), isClosed: false), before) != before);

        before.Changed.TrySetResult();
    }

    /// <summary>Ends every stream after the last version.</summary>
    public void Close()
    {
        PublishedState before;
        do
        {
            before = State;
        }
        while (Interlocked.CompareExchange(ref state, new PublishedState(before.Snapshot, before.Changed, isClosed: true), before) != before);

        before.Changed.TrySetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>A version of the snapshot, and the signal that it is no longer the newest.</summary>
internal sealed class PublishedState(PeerSnapshot snapshot, TaskCompletionSource changed, bool isClosed)
{
    private PeerSnapshot current = snapshot;

    /// <summary>The newest snapshot of this version: only its times may differ from the one before.</summary>
    public PeerSnapshot Snapshot
    {
        get => Volatile.Read(ref current);
        set => Volatile.Write(ref current, value);
    }

    public TaskCompletionSource Changed => changed;

    public bool IsClosed => isClosed;
}
