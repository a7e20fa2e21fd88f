namespace HeadlessDiscovery;

/// <summary>The data of <see cref="IPeerResolver.PeersChanged"/>.</summary>
/// <param name="change">The change; at least one peer was added or removed.</param>
public sealed class PeersChangedEventArgs(PeerChange change) : EventArgs
{
    /// <summary>The change, relative to the one that this handler received last.</summary>
    public PeerChange Change { get; } = change ?? throw new ArgumentNullException(nameof(change));
}
