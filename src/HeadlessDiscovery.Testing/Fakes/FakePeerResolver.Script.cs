using System.Collections.Immutable;

namespace HeadlessDiscovery.Testing;

/// <content>The script: what the test tells the fake to say. Every verb publishes before it returns, and returns the fake.</content>
public sealed partial class FakePeerResolver
{
    /// <summary>A complete answer that names exactly these peers. Ends holds and staleness.</summary>
    /// <param name="peers">Each as <see cref="Peer.Parse"/> reads it, in any order. One that is this pod's address is no peer, as in a real answer.</param>
    /// <returns>This fake.</returns>
    /// <exception cref="FormatException">One of them is not an address with an optional port.</exception>
    /// <exception cref="ObjectDisposedException">The fake is disposed.</exception>
    public FakePeerResolver Set(params string[] peers) => Set(Read(peers));

    /// <inheritdoc cref="Set(string[])"/>
    /// <exception cref="ArgumentNullException"><paramref name="peers"/> is null.</exception>
    public FakePeerResolver Set(IEnumerable<Peer> peers)
    {
        ArgumentNullException.ThrowIfNull(peers);
        ImmutableSortedSet<Peer> named = [.. peers];
        return Tell(now => now.Answered(named, []));
    }

    /// <summary>An answer that names these peers beside those that are there. A held one is no longer held. Ends no staleness: a partial answer may add.</summary>
    /// <inheritdoc cref="Set(string[])"/>
    public FakePeerResolver Add(params string[] peers)
    {
        var added = Read(peers);
        return Tell(now =>
        {
            var next = now.Answered(now.Named.Union(added), now.Held.Except(added));
            return now.StaleSince is null ? next : next with { StaleSince = now.StaleSince, Failure = now.Failure };
        });
    }

    /// <summary>A complete answer without these peers, their removal confirmed. Ends staleness. Those that are not there are ignored.</summary>
    /// <inheritdoc cref="Set(string[])"/>
    public FakePeerResolver Remove(params string[] peers)
    {
        var removed = Read(peers);
        return Tell(now => now.Answered(now.Named.Except(removed)));
    }

    /// <summary>A complete answer without these peers, their removal not confirmed yet: still peers, listed as held. Ends staleness.</summary>
    /// <inheritdoc cref="Set(string[])"/>
    /// <exception cref="ArgumentException">One of them is not there.</exception>
    public FakePeerResolver Hold(params string[] peers)
    {
        var held = Read(peers);
        return Tell(now => held.FirstOrDefault(peer => !now.Named.Contains(peer)) is { } stranger
            ? throw new ArgumentException($"{stranger} is not there, so it cannot be held: {Current}.", nameof(peers))
            : now.Answered(now.Named, now.Held.Union(held)));
    }

    /// <summary>A verified "there are none" (NXDOMAIN), the hold over: no peer, and this process is <see cref="SelfPresence.Lost"/> if it was present. Ends staleness.</summary>
    /// <returns>This fake.</returns>
    /// <exception cref="ObjectDisposedException">The fake is disposed.</exception>
    public FakePeerResolver Empty() => Tell(now => now.Answered([]) with { SaysNobody = true });

    /// <summary>Says who this process is, and whether the answers name it. It is in <see cref="PeerSnapshot.Members"/> while it is present.</summary>
    /// <param name="self">As <see cref="Peer.Parse"/> reads it; by port too where both ports are known.</param>
    /// <param name="presence">What a verified answer says of it.</param>
    /// <returns>This fake.</returns>
    /// <exception cref="FormatException"><paramref name="self"/> is not an address with an optional port.</exception>
    /// <exception cref="ObjectDisposedException">The fake is disposed.</exception>
    public FakePeerResolver WithSelf(string self, SelfPresence presence = SelfPresence.Present)
    {
        var peer = Peer.Parse(self);
        return Tell(now => now with { Self = peer, Presence = presence });
    }

    /// <summary>Makes this process a client of the service, not one of its pods: members are the peers.</summary>
    /// <returns>This fake.</returns>
    /// <exception cref="ObjectDisposedException">The fake is disposed.</exception>
    public FakePeerResolver AsClient() => Tell(now => now with { Membership = PeerMembership.Client });

    private static Peer[] Read(string[] peers)
    {
        ArgumentNullException.ThrowIfNull(peers);
        return [.. peers.Select(Peer.Parse)];
    }

    private FakePeerResolver Tell(Func<FakeView, FakeView> step)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(publication.IsEnded, this);
            view = step(view);
            publication.Publish(Render());
            if (view.HasVerdict)
            {
                lookups.HasVerdict();
            }
        }

        peersHandlers.Notify();
        membersHandlers.Notify();
        return this;
    }
}
