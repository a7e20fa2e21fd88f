using System.Collections.Immutable;
using Microsoft.Extensions.Primitives;

namespace HeadlessDiscovery.ServiceDiscovery;

/// <summary>A token that has changed as soon as the resolver has a different list of pods.</summary>
/// <remarks>Callbacks run on the thread pool, slightly later; <see cref="HasChanged"/> is read before each call, so the next call uses the change.</remarks>
internal sealed class PeersToken : IChangeToken
{
    private readonly IPeerResolver peers;
    private readonly Func<PeerSnapshot, ImmutableArray<Peer>> list;
    private readonly ImmutableArray<Peer> used;
    private readonly IChangeToken token;

    // The newest version with the same list: versions also increase with answers that do not change it.
    private PeerSnapshot same;

    public PeersToken(IPeerResolver peers, PeerSnapshot seen, Func<PeerSnapshot, ImmutableArray<Peer>> list)
    {
        this.peers = peers;
        this.list = list;
        used = list(seen);
        same = seen;

        // A change of this process alone does not fire it, but the next call sees it here.
        token = peers.GetChangeToken(seen);
    }

    public bool HasChanged => token.HasChanged || Differs(peers.Current);

    public bool ActiveChangeCallbacks => token.ActiveChangeCallbacks;

    public IDisposable RegisterChangeCallback(Action<object?> callback, object? state) => token.RegisterChangeCallback(callback, state);

    private bool Differs(PeerSnapshot now)
    {
        if (ReferenceEquals(now, Volatile.Read(ref same)))
        {
            return false;
        }

        if (!list(now).AsSpan().SequenceEqual(used.AsSpan()))
        {
            return true;
        }

        Volatile.Write(ref same, now);
        return false;
    }
}
