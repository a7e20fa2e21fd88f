using System.Collections.Immutable;
using System.Net.Sockets;
using HeadlessDiscovery.AspNetCore.Recording;

namespace HeadlessDiscovery.AspNetCore.Documents;

/// <summary>The state of one resolver at one moment, from which the page and its JSON are generated.</summary>
internal sealed record ServiceView
{
    /// <summary>The name in addresses and headings.</summary>
    public required string Key { get; init; }

    /// <summary>The registration name.</summary>
    public required string Service { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required PeerSnapshot Snapshot { get; init; }

    public required PeersHistory History { get; init; }

    /// <summary>The loop's last lookup; null before the first one, and for other implementations.</summary>
    public LookupExplanation? Lookup { get; init; }

    /// <summary>The names that would be queried; null for other implementations.</summary>
    public LookupPlan? Plan { get; init; }

    /// <summary>The counters of the resolver; null for other implementations.</summary>
    public PeerResolverStatistics? Statistics { get; init; }

    public ImmutableArray<Finding> Findings { get; init; } = [];

    public ImmutableArray<OptionInForce> Options { get; init; } = [];

    /// <summary>Whether the peers do not come from an answer, such as those of <see cref="HeadlessPeersOptions.StaticPeers"/>.</summary>
    public bool IsUnasked => Lookup is { Outcome: LookupOutcome.Found, Asked.IsEmpty: true };

    /// <summary>This pod as the others would list it, whether or not they do; null if its address is unknown.</summary>
    public Peer? OwnAddress => Snapshot.SelfPeer ?? Lookup?.OwnAddresses.FirstOrDefault();

    /// <summary>Whether nothing is known about the peers, so that their number is unknown rather than 0.</summary>
    public bool IsUnknown => Snapshot is { IsResolved: false, Count: 0 };

    /// <summary>Whether the last lookup queried both families, so that only one of them may be stale.</summary>
    public bool AsksBothFamilies => Lookup is { } lookup && lookup.Asked.Any(question => question.Type == "A") && lookup.Asked.Any(question => question.Type == "AAAA");

    /// <summary>Whether a peer is only known from answers before the outage, because the lookups for its family fail.</summary>
    public bool IsLastKnown(Peer peer) => Snapshot.StaleFamily switch
    {
        null => false,
        PeerFamily.IPv4 => peer.Address.AddressFamily == AddressFamily.InterNetwork,
        PeerFamily.IPv6 => peer.Address.AddressFamily == AddressFamily.InterNetworkV6,
        _ => true,
    };

    public bool IsHeld(Peer peer) => Snapshot.Held.Contains(peer);

    /// <summary>Whether a peer joined within the last minute.</summary>
    public bool IsNew(Peer peer) => History.FirstSeen.TryGetValue(peer, out var at) && Now - at < TimeSpan.FromMinutes(1);
}
