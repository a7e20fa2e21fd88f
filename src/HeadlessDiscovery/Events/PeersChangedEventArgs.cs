namespace HeadlessDiscovery;

/// <summary>The data of <see cref="IPeerResolver.PeersChanged"/> and of <see cref="IPeerResolver.MembersChanged"/>.</summary>
/// <param name="change">The change; at least one peer, or for <see cref="IPeerResolver.MembersChanged"/> one member, was added or removed.</param>
public sealed class PeersChangedEventArgs(PeerChange change) : EventArgs
{
    /// <summary>The change, relative to the one that this handler received last.</summary>
    public PeerChange Change { get; } = change ?? throw new ArgumentNullException(nameof(change));
}
