using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Tests;

/// <summary>A resolver that is the fake but for what a test overrides.</summary>
internal abstract class ResolverOverFake(FakePeerResolver fake) : IPeerResolver
{
    public event EventHandler<PeersChangedEventArgs>? PeersChanged
    {
        add => fake.PeersChanged += value;
        remove => fake.PeersChanged -= value;
    }

    public string Name => fake.Name;

    public PeerSnapshot Current => fake.Current;

    public ValueTask<PeerSnapshot> GetPeersAsync(CancellationToken cancellationToken = default) => fake.GetPeersAsync(cancellationToken);

    public ValueTask<PeerSnapshot> RefreshAsync(CancellationToken cancellationToken = default) => fake.RefreshAsync(cancellationToken);

    public virtual IAsyncEnumerable<PeerChange> WatchAsync(CancellationToken cancellationToken = default) => fake.WatchAsync(cancellationToken);

    public virtual void ReportUnreachable(Peer peer) => fake.ReportUnreachable(peer);
}
