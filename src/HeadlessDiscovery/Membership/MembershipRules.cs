using System.Collections.Immutable;

namespace HeadlessDiscovery.Membership;

/// <summary>What decides over a removal, and who is this process.</summary>
/// <param name="RemovalConfirmations">How many counted answers in a row must lack a peer.</param>
/// <param name="MassRemovalHold">How long a mass removal must last as well.</param>
/// <param name="IncludeSelf">Whether the peers list this process too.</param>
/// <param name="Membership">Whether this process is a member or a client.</param>
/// <param name="IsSelf">Whether a peer is this process.</param>
internal sealed record MembershipRules(
    int RemovalConfirmations,
    TimeSpan MassRemovalHold,
    bool IncludeSelf,
    PeerMembership Membership,
    Func<Peer, bool> IsSelf)
{
    /// <summary>Whether a list that names this process alone may name an address that every replica has.</summary>
    public Func<ImmutableArray<Peer>, bool> MayBeVirtual { get; init; } = static _ => false;
}
