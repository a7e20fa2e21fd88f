using System.Collections;
using System.Collections.Immutable;

namespace HeadlessDiscovery;

/// <summary>The peers of one headless service at one moment. Immutable, sorted and distinct: the same membership is the same sequence on every pod.</summary>
/// <remarks>
/// The list itself is the peers to call: this process is not in it unless <see cref="HeadlessPeersOptions.IncludeSelf"/> is set.
/// For a decision that every pod must make identically (who forms the cluster, who owns a key), use <see cref="Members"/>.
/// </remarks>
public sealed class PeerSnapshot : IReadOnlyList<Peer>
{
    private readonly ImmutableArray<Peer> peers;
    private string? fingerprint;
    private OwnerTable? owners;

    // The clock of the two timestamps; null if this was not created by a resolver.
    private TimeProvider? time;
    private long verifiedTimestamp;
    private long staleTimestamp;

    // UTC ticks, because each refresh creates a snapshot; 0 if there is no such time.
    private readonly long staleSince;
    private readonly long resolvedAt;
    private readonly long expiresAt;

    /// <summary>Creates a snapshot, for implementations of <see cref="IPeerResolver"/> and for tests.</summary>
    /// <param name="peers">The peers in any order; they are sorted, and equal ones are listed once.</param>
    /// <exception cref="ArgumentNullException"><paramref name="peers"/> is null.</exception>
    public PeerSnapshot(IEnumerable<Peer> peers)
        : this(Sort(peers))
    {
    }

    /// <summary>A snapshot over an array that is already sorted and distinct.</summary>
    internal PeerSnapshot(ImmutableArray<Peer> sorted)
    {
        peers = sorted;
        Members = sorted;
    }

    /// <summary>The state before the first verified answer: no peers, version 0.</summary>
    public static PeerSnapshot Unresolved { get; } = new(ImmutableArray<Peer>.Empty);

    /// <summary>Increases when peers, held peers, staleness, self or the resolved name change; never for times, order or TTL. 0 before the first change.</summary>
    public long Version { get; init; }

    /// <summary>Whether there has been a verified answer (Found or Empty). Without one, an empty list means "unknown", not "alone".</summary>
    public bool IsResolved { get; init; }

    /// <summary>Whether the last lookup could not be completed, so that the list is the last good one.</summary>
    public bool IsStale => staleSince != 0;

    /// <summary>Since when the list is stale, UTC; <see langword="null"/> while it is not.</summary>
    public DateTimeOffset? StaleSince
    {
        get => staleSince == 0 ? null : At(staleSince);
        init => staleSince = value?.UtcTicks ?? 0;
    }

    /// <summary>Which family is stale: the other one, if there is one, is up to date, and its peers are still added and removed.</summary>
    /// <value><see langword="null"/> while nothing is stale. <see cref="PeerFamily.Both"/> if everything that is queried is stale, or the families are not distinguished, as in SRV records.</value>
    public PeerFamily? StaleFamily
    {
        get => IsStale ? field ?? PeerFamily.Both : null;
        init;
    }

    /// <summary>How long the list has been stale at this moment, by the monotonic clock of the resolver: adjusting the wall clock affects <see cref="StaleSince"/>, but not this.</summary>
    /// <value>Grows with each read. <see langword="null"/> while the list is not stale, and if the snapshot was not created by a resolver of this library.</value>
    public TimeSpan? StaleFor => IsStale ? time?.GetElapsedTime(staleTimestamp) : null;

    /// <summary>How long ago the last verified answer arrived at this moment, by the monotonic clock of the resolver.</summary>
    /// <value>Grows with each read. <see langword="null"/> before the first verified answer, and if the snapshot was not created by a resolver of this library.</value>
    public TimeSpan? Age => IsResolved ? time?.GetElapsedTime(verifiedTimestamp) : null;

    /// <summary>Whether the last answer did not fit in 64 KiB over TCP, so that DNS cannot list all peers.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>When the last verified answer arrived, UTC; <see cref="DateTimeOffset.MinValue"/> before the first.</summary>
    public DateTimeOffset ResolvedAt
    {
        get => At(resolvedAt);
        init => resolvedAt = value.UtcTicks;
    }

    /// <summary>When that answer's TTL ends, UTC; the next lookup follows just after.</summary>
    public DateTimeOffset ExpiresAt
    {
        get => At(expiresAt);
        init => expiresAt = value.UtcTicks;
    }

    /// <summary>The TTL of the last verified answer: the time from <see cref="ResolvedAt"/> to <see cref="ExpiresAt"/>.</summary>
    /// <value><see langword="null"/> before the first verified answer. Zero if the answer had no TTL or one of 0.</value>
    public TimeSpan? Ttl => IsResolved ? ExpiresAt - ResolvedAt : null;

    /// <summary>The fully qualified name that resolved, with its trailing dot, for example <c>orders.shop.svc.cluster.local.</c>; <see langword="null"/> before the first positive answer.</summary>
    public string? ResolvedName { get; init; }

    /// <summary>Whether DNS lists this pod's address.</summary>
    public SelfPresence Self { get; init; }

    /// <summary>Whether the answers list this process alone, by one of several addresses of its interfaces, so that they do not prove that it is alone: the address may be a virtual one that every replica has.</summary>
    /// <value>Never <see langword="true"/> if <c>POD_IPS</c>, <c>POD_IP</c> or <see cref="HeadlessPeersOptions.SelfAddresses"/> contain this pod's addresses. If it is, <see cref="PeerReadinessExtensions.WaitForPeersAsync"/> returns <see cref="PeerReadinessReason.Undecided"/> instead of <see cref="PeerReadinessReason.Alone"/>.</value>
    public bool IsSelfUncertain { get; init; }

    /// <summary>This process among the members, while it is <see cref="SelfPresence.Present"/>: compare it with the first of <see cref="Members"/> to elect one pod.</summary>
    /// <value><see langword="null"/> while it is not present, and for a <see cref="PeerMembership.Client"/>. If several of this pod's addresses are listed, the first.</value>
    public Peer? SelfPeer { get; init; }

    /// <summary>Whether this process is a member of the service or only its client.</summary>
    public PeerMembership Membership { get; init; }

    /// <summary>The outcome of the last lookup; changes without <see cref="Version"/>.</summary>
    public LookupOutcome LastOutcome { get; init; }

    /// <summary>Why the last lookup found nothing; changes without <see cref="Version"/>.</summary>
    public LookupReason LastReason { get; init; }

    /// <summary>Whether the peers are those of <see cref="HeadlessPeersOptions.StaticPeers"/>, so that DNS need not list any.</summary>
    internal bool IsStatic { get; init; }

    /// <summary>The number of peers that are another process; null if the creator of the snapshot does not provide it.</summary>
    internal int? Others { get; init; }

    /// <summary>The peers missing from the latest answer, kept until their removal is confirmed: still peers. Sorted and distinct in whatever order they are set; empty, never default.</summary>
    public ImmutableArray<Peer> Held { get; init => field = Sorted(value); } = [];

    /// <summary>Exactly what DNS lists, held included: the peers, and this process while it is <see cref="SelfPresence.Present"/>. Sorted and distinct in whatever order they are set.</summary>
    /// <remarks>Pods with the same view have the same members. For a <see cref="PeerMembership.Client"/> these are the peers.</remarks>
    public ImmutableArray<Peer> Members { get; init => field = value == peers ? value : Sorted(value); }

    /// <summary>The table of owners. A refresh without a change passes it on, so that it is created once per list of members.</summary>
    internal OwnerTable Owners => owners ??= new OwnerTable(Members);

    /// <summary>The number of peers.</summary>
    public int Count => peers.Length;

    /// <summary>Eight hexadecimal digits over <see cref="Members"/>, such as <c>7f3a-91c2</c>: pods with the same fingerprint see the same set.</summary>
    public string Fingerprint => fingerprint ??= PeerFingerprint.Of(Members);

    /// <summary>Returns the peers without copying them.</summary>
    /// <returns>The same sequence as this list; never default.</returns>
    public ImmutableArray<Peer> AsImmutableArray() => peers;

    /// <summary>Returns one peer per pod, as far as DNS shows it: with <see cref="PeerFamily.Both"/> a pod is two peers.</summary>
    /// <returns>
    /// The peers, sorted; of an IPv4 and an IPv6 address with the same <see cref="Peer.HostName"/> and port, only the IPv4 one. Never default.
    /// Without host names (A and AAAA records), all of them. If all peers are of one family, this is the same array as <see cref="AsImmutableArray"/>.
    /// </returns>
    /// <remarks>Computed at each call if there are both families. SRV targets of pods without their own host name (a Deployment's) are built from the address, and do not identify them.</remarks>
    public ImmutableArray<Peer> GetPods() => PeerPods.OnePerPod(peers, SelfPeer);

    /// <summary>Like <see cref="GetPods"/>, but of <see cref="Members"/>: the pods of the service, including this one.</summary>
    /// <returns>The members, sorted; of two addresses that are known to be one pod, only one: that of <see cref="SelfPeer"/>, or the IPv4 one. Never default.</returns>
    public ImmutableArray<Peer> GetMemberPods() => PeerPods.OnePerPod(Members, SelfPeer);

    /// <inheritdoc/>
    public Peer this[int index] => peers[index];

    /// <summary>Whether a peer is in the list.</summary>
    /// <param name="peer">Compared by address and port.</param>
    /// <returns>Whether it is listed; held peers are.</returns>
    public bool Contains(Peer peer) => peers.BinarySearch(peer) >= 0;

    /// <summary>Enumerates the peers without allocating.</summary>
    /// <returns>The enumerator.</returns>
    public ImmutableArray<Peer>.Enumerator GetEnumerator() => peers.GetEnumerator();

    IEnumerator<Peer> IEnumerable<Peer>.GetEnumerator() => ((IEnumerable<Peer>)peers).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)peers).GetEnumerator();

    /// <summary>One line for logs: version, number of peers, and their state.</summary>
    /// <returns>For example <c>v3: 4 peers, 1 held, stale, self Present</c>.</returns>
    public override string ToString()
    {
        var state = IsResolved ? string.Empty : ", unresolved";
        var held = Held.IsEmpty ? string.Empty : $", {Held.Length} held";
        var stale = IsStale ? ", stale" : string.Empty;
        return $"v{Version}: {Count} {(Count == 1 ? "peer" : "peers")}{held}{stale}{state}, self {Self}";
    }

    /// <summary>Sets the monotonic times of the snapshot, before it is published.</summary>
    internal void Stamp(TimeProvider clock, long verified, long stale)
    {
        time = clock;
        verifiedTimestamp = verified;
        staleTimestamp = stale;
    }

    /// <summary>Takes over the table of the previous snapshot, if the members are the same and the table has been created.</summary>
    internal void TakeOwners(PeerSnapshot before)
    {
        if (before.Members == Members)
        {
            owners = before.owners;
        }
    }

    private static DateTimeOffset At(long utcTicks) => new(utcTicks, TimeSpan.Zero);

    // The library's own arrays are sorted already, at each refresh: reading them is cheaper than sorting.
    private static ImmutableArray<Peer> Sorted(ImmutableArray<Peer> any)
    {
        if (any.IsDefaultOrEmpty)
        {
            return [];
        }

        for (var i = 1; i < any.Length; i++)
        {
            if (any[i - 1] >= any[i])
            {
                return Sort(any);
            }
        }

        return any;
    }

    private static ImmutableArray<Peer> Sort(IEnumerable<Peer> peers)
    {
        ArgumentNullException.ThrowIfNull(peers);
        return [.. new SortedSet<Peer>(peers)];
    }
}
