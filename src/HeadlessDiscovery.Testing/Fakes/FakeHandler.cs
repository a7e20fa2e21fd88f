namespace HeadlessDiscovery.Testing;

/// <summary>One handler: what it was told last, and whether it is being told now.</summary>
internal sealed class FakeHandler(EventHandler<PeersChangedEventArgs> callback, PeerSnapshot told, Func<PeerChange, bool> isReported)
{
    private const int Asleep = 0;
    private const int Awake = 1;
    private const int WokenAgain = 2;

    private PeerSnapshot told = told;
    private int state;

    public EventHandler<PeersChangedEventArgs> Callback { get; } = callback;

    public volatile bool IsRemoved;

    /// <summary>Whether the caller has to start telling; who is told already looks once more by itself.</summary>
    public bool TryWake() => Interlocked.Exchange(ref state, WokenAgain) == Asleep;

    /// <summary>Whether there was no wake-up since <see cref="Tell"/> began.</summary>
    public bool TrySleep() => Interlocked.CompareExchange(ref state, Asleep, Awake) == Awake;

    public void Tell(object sender, Func<PeerSnapshot> current)
    {
        // Before the read: a wake-up after it belongs to a version that this read may have missed.
        Interlocked.Exchange(ref state, Awake);
        var now = current();
        var change = new PeerChange(told, now);
        if (IsRemoved || !isReported(change))
        {
            return;
        }

        told = now;
        Callback(sender, new PeersChangedEventArgs(change));
    }
}
