namespace HeadlessDiscovery;

/// <summary>Carries a change to the handlers of <see cref="IPeerResolver.PeersChanged"/>.</summary>
/// <param name="change">The change; at least one peer was added or removed.</param>
public sealed class PeersChangedEventArgs(PeerChange change) : EventArgs
{
    /// <summary>The change, relative to what this handler was told last.</summary>
    public PeerChange Change { get; } = change ?? throw new ArgumentNullException(nameof(change));
}
