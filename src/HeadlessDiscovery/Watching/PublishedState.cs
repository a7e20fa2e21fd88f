namespace HeadlessDiscovery.Watching;

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
