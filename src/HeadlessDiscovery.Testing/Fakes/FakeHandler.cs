namespace HeadlessDiscovery.Testing;

/// <summary>One handler: what was last reported to it, and whether it is running.</summary>
internal sealed class FakeHandler(EventHandler<PeersChangedEventArgs> callback, PeerSnapshot told, Func<PeerChange, bool> isReported)
{
    private const int Asleep = 0;
    private const int Awake = 1;
    private const int WokenAgain = 2;

    private PeerSnapshot told = told;
    private int state;

    public EventHandler<PeersChangedEventArgs> Callback { get; } = callback;

    public volatile bool IsRemoved;

    /// <summary>Whether the caller has to run the handler; a handler that is running checks again by itself.</summary>
    public bool TryWake() => Interlocked.Exchange(ref state, WokenAgain) == Asleep;

    /// <summary>Whether there was no wake-up since <see cref="Tell"/> began.</summary>
    public bool TrySleep() => Interlocked.CompareExchange(ref state, Asleep, Awake) == Awake;

    public void Tell(object sender, Func<PeerSnapshot> current)
    {
        // Before the read: a wake-up after this point belongs to a version that the read may have missed.
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
