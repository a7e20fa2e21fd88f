using System.Collections.Immutable;

namespace HeadlessDiscovery.Testing;

/// <content>The methods with which a test controls the fake. Each publishes its change before it returns, and returns the fake.</content>
public sealed partial class FakePeerResolver
{
    /// <summary>Simulates a complete answer that lists exactly these peers. Ends holds and staleness.</summary>
    /// <param name="peers">Each in the format of <see cref="Peer.Parse"/>, in any order. As in a real answer, this pod's own address is not a peer.</param>
    /// <returns>This fake.</returns>
    /// <exception cref="FormatException">One of them is not an address with an optional port.</exception>
    /// <exception cref="ObjectDisposedException">The fake has been disposed.</exception>
    public FakePeerResolver Set(params string[] peers) => Set(Read(peers));

    /// <inheritdoc cref="Set(string[])"/>
    /// <exception cref="ArgumentNullException"><paramref name="peers"/> is null.</exception>
    public FakePeerResolver Set(IEnumerable<Peer> peers)
    {
        ArgumentNullException.ThrowIfNull(peers);
        ImmutableSortedSet<Peer> named = [.. peers];
        return Tell(now => now.Answered(named, []));
    }

    /// <summary>Simulates a partial answer that lists these peers: they are added to the current ones, and a held one is no longer held. Does not end staleness.</summary>
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

    /// <summary>Simulates a complete answer without these peers, with their removal confirmed. Ends staleness. Peers that are not in the list are ignored.</summary>
    /// <inheritdoc cref="Set(string[])"/>
    public FakePeerResolver Remove(params string[] peers)
    {
        var removed = Read(peers);
        return Tell(now => now.Answered(now.Named.Except(removed)));
    }

    /// <summary>Simulates a complete answer without these peers, with their removal not confirmed yet: they are still peers, and listed as held. Ends staleness.</summary>
    /// <inheritdoc cref="Set(string[])"/>
    /// <exception cref="ArgumentException">One of them is not in the list.</exception>
    public FakePeerResolver Hold(params string[] peers)
    {
        var held = Read(peers);
        return Tell(now => held.FirstOrDefault(peer => !now.Named.Contains(peer)) is { } stranger
            ? throw new ArgumentException($"{stranger} is not in the list, so it cannot be held: {Current}.", nameof(peers))
            : now.Answered(now.Named, now.Held.Union(held)));
    }

    /// <summary>Simulates a verified negative answer (NXDOMAIN) after its hold: there are no peers, and this process is <see cref="SelfPresence.Lost"/> if it was present. Ends staleness.</summary>
    /// <returns>This fake.</returns>
    /// <exception cref="ObjectDisposedException">The fake has been disposed.</exception>
    public FakePeerResolver Empty() => Tell(now => now.Answered([]) with { SaysNobody = true });

    /// <summary>Sets the address of this process, and whether answers list it. It is in <see cref="PeerSnapshot.Members"/> while it is present.</summary>
    /// <param name="self">In the format of <see cref="Peer.Parse"/>; the ports are compared as well if both are known.</param>
    /// <param name="presence">Whether a verified answer lists it.</param>
    /// <returns>This fake.</returns>
    /// <exception cref="FormatException"><paramref name="self"/> is not an address with an optional port.</exception>
    /// <exception cref="ObjectDisposedException">The fake has been disposed.</exception>
    public FakePeerResolver WithSelf(string self, SelfPresence presence = SelfPresence.Present)
    {
        var peer = Peer.Parse(self);
        return Tell(now => now with { Self = peer, Presence = presence });
    }

    /// <summary>Makes this process a client of the service instead of one of its pods: the members are the peers.</summary>
    /// <returns>This fake.</returns>
    /// <exception cref="ObjectDisposedException">The fake has been disposed.</exception>
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

        return this;
    }
}
