using System.Runtime.CompilerServices;

namespace HeadlessDiscovery.Testing.Tests.Contract;

/// <summary>A resolver over the fake that breaks what a test overrides.</summary>
internal abstract class BrokenResolver(FakePeerResolver fake) : IPeerResolver, IAsyncDisposable, IDisposable
{
    public virtual event EventHandler<PeersChangedEventArgs>? PeersChanged
    {
        add => fake.PeersChanged += value;
        remove => fake.PeersChanged -= value;
    }

    public virtual event EventHandler<PeersChangedEventArgs>? MembersChanged
    {
        add => fake.MembersChanged += value;
        remove => fake.MembersChanged -= value;
    }

    public string Name => fake.Name;

    public virtual PeerSnapshot Current => fake.Current;

    public virtual int MostLookupsAtOnce => 1;

    protected FakePeerResolver Fake => fake;

    /// <summary>Called after each change of the source, before anything else happens.</summary>
    public virtual void Moved()
    {
    }

    public virtual ValueTask<PeerSnapshot> GetPeersAsync(CancellationToken cancellationToken = default) => fake.GetPeersAsync(cancellationToken);

    public virtual ValueTask<PeerSnapshot> RefreshAsync(CancellationToken cancellationToken = default) => fake.RefreshAsync(cancellationToken);

    public virtual async IAsyncEnumerable<PeerChange> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var change in fake.WatchAsync(cancellationToken))
        {
            yield return change;
        }
    }

    public void ReportUnreachable(Peer peer) => fake.ReportUnreachable(peer);

    public virtual void Dispose() => fake.Dispose();

    public virtual ValueTask DisposeAsync() => fake.DisposeAsync();
}
