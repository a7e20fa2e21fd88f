using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.ServiceDiscovery.Tests;

/// <summary>Peers that move between the read of a snapshot and whatever its reader does next.</summary>
internal sealed class MovingPeers(FakePeerResolver peers, Action<FakePeerResolver> move) : IPeerResolver
{
    private int reads;

    public event EventHandler<PeersChangedEventArgs>? PeersChanged
    {
        add => peers.PeersChanged += value;
        remove => peers.PeersChanged -= value;
    }

    public int Reads => reads;

    public string Name => peers.Name;

    public PeerSnapshot Current => peers.Current;

    public async ValueTask<PeerSnapshot> GetPeersAsync(CancellationToken cancellationToken = default)
    {
        var before = await peers.GetPeersAsync(cancellationToken);
        if (Interlocked.Increment(ref reads) == 1)
        {
            move(peers);
        }

        return before;
    }

    public ValueTask<PeerSnapshot> RefreshAsync(CancellationToken cancellationToken = default) => peers.RefreshAsync(cancellationToken);

    public IAsyncEnumerable<PeerChange> WatchAsync(CancellationToken cancellationToken = default) => peers.WatchAsync(cancellationToken);

    public void ReportUnreachable(Peer peer) => peers.ReportUnreachable(peer);
}
