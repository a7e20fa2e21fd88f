using System.Collections.Immutable;

namespace HeadlessDiscovery.Testing;

/// <summary>The state of a fake, as an immutable value.</summary>
internal sealed record FakeView
{
    public ImmutableSortedSet<Peer> Named { get; init; } = [];

    public ImmutableSortedSet<Peer> Held { get; init; } = [];

    public Peer? Self { get; init; }

    public SelfPresence Presence { get; init; } = SelfPresence.Absent;

    public PeerMembership Membership { get; init; }

    public bool IsResolved { get; init; }

    /// <summary>Whether the last complete answer confirmed that there are no pods, including this one.</summary>
    public bool SaysNobody { get; init; }

    /// <summary>Why the last lookup is Unknown; none if it was answered.</summary>
    public LookupReason Failure { get; init; }

    public DateTimeOffset? StaleSince { get; init; }

    public bool HasVerdict => IsResolved || Failure != LookupReason.None;

    public SelfPresence SelfNow => !IsResolved
        ? SelfPresence.Unknown
        : SaysNobody && Presence == SelfPresence.Present ? SelfPresence.Lost : Presence;

    public FakeView Answered(ImmutableSortedSet<Peer> named, ImmutableSortedSet<Peer>? held = null) => this with
    {
        Named = named,
        Held = (held ?? Held).Intersect(named),
        IsResolved = true,
        SaysNobody = false,
        Failure = LookupReason.None,
        StaleSince = null,
    };

    /// <summary>Whether a listed peer is this process; the ports are compared as well if both are known.</summary>
    public bool IsSelf(Peer peer) =>
        Self is { } self && new Peer(self.Address) == new Peer(peer.Address) && (self.Port is null || peer.Port is null || self.Port == peer.Port);

    public ImmutableArray<Peer> Peers() => [.. Named.Where(peer => !IsSelf(peer))];

    public ImmutableArray<Peer> Members() => SelfNow == SelfPresence.Present && Membership == PeerMembership.Member
        ? [.. Named.Where(IsSelf).DefaultIfEmpty(Self!).Union(Peers()).Order()]
        : Peers();
}
