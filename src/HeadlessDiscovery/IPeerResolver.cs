using System.Runtime.CompilerServices;
using HeadlessDiscovery.Events;

namespace HeadlessDiscovery;

/// <summary>The peers of one headless service, kept up to date by DNS lookups in the background.</summary>
/// <remarks>
/// <para>Promises, each checked by a test with the same wording:</para>
/// <list type="number">
/// <item><description>One lookup runs at a time; a refresh asked for during a lookup joins it.</description></item>
/// <item><description><see cref="Current"/> is replaced as a whole; a snapshot that you hold never changes.</description></item>
/// <item><description>A <see cref="WatchAsync"/> stream first gives what is known, then versions only grow; subscribing needs no earlier read and misses nothing in between.</description></item>
/// <item><description>A slow reader skips intermediate versions, never the last; Added and Removed are relative to what that reader saw last.</description></item>
/// <item><description>A failed refresh keeps the last peers, is logged on transition and counted, and never ends a stream.</description></item>
/// <item><description>No user code runs on the refresh loop; a handler that throws or blocks harms neither the loop nor the other handlers.</description></item>
/// <item><description>No event without a difference: neither a new order nor a new TTL is a change; <see cref="PeersChanged"/> fires only when a peer was added or removed, <see cref="MembersChanged"/> only when a member was.</description></item>
/// <item><description>Cancellation gives <see cref="OperationCanceledException"/> with the caller's token; streams end quietly at disposal, which is idempotent, synchronous or not.</description></item>
/// </list>
/// <para>Every member may be called from any thread.</para>
/// <para>You may implement it. A member added in a later version has a default implementation over the existing ones, so that yours keeps compiling and running.</para>
/// </remarks>
public interface IPeerResolver
{
    private static readonly ConditionalWeakTable<IPeerResolver, ChangeHandlers> MembersHandlers = [];

    /// <summary>The registration name; the empty string for the unnamed resolver.</summary>
    string Name { get; }

    /// <summary>The current peers. An in-memory read: never null, never blocks, never throws, allocates nothing, and sends no query.</summary>
    /// <value><see cref="PeerSnapshot.Unresolved"/> until something is known.</value>
    PeerSnapshot Current { get; }

    /// <summary>Raised when a peer was added or removed, on the thread pool, one call at a time per handler.</summary>
    /// <remarks>
    /// A handler receives each difference relative to the one it received last, starting with what was known when it subscribed.
    /// A slow handler skips intermediate versions. A multicast delegate counts as several handlers. A new <see cref="Peer.HostName"/> at a known address,
    /// as when two pods swap addresses, does not raise it: <see cref="WatchAsync"/> yields it.
    /// </remarks>
    event EventHandler<PeersChangedEventArgs>? PeersChanged;

    /// <summary>As <see cref="PeersChanged"/>, but raised when <see cref="PeerSnapshot.Members"/> changed: so also when DNS starts or stops listing this process.</summary>
    /// <remarks>
    /// The difference is in <see cref="PeerChange.AddedMembers"/> and <see cref="PeerChange.RemovedMembers"/>; <see cref="PeerChange.Added"/> and <see cref="PeerChange.Removed"/> may both be empty.
    /// <c>change.MoveOf(key)</c> says which keys this process gained or lost. The default implementation reads <see cref="WatchAsync"/> once for each handler, and ignores what a handler throws.
    /// </remarks>
    event EventHandler<PeersChangedEventArgs>? MembersChanged
    {
        add => MembersHandlers.GetValue(this, ReadersOf).Add(value);
        remove => MembersHandlers.GetValue(this, ReadersOf).Remove(value);
    }

    /// <summary>Returns the peers: from memory after the first verified answer; before, waits for it as long as that takes.</summary>
    /// <param name="cancellationToken">Cancels the wait, but not the lookup.</param>
    /// <returns>A snapshot with <see cref="PeerSnapshot.IsResolved"/> set. It may be empty (verified: there are no other peers) or stale.</returns>
    /// <remarks><see cref="PeerResolverExtensions.GetPeersAsync"/> has a timeout for the wait.</remarks>
    /// <exception cref="OperationCanceledException">The token was canceled; the exception carries that token.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed before a verified answer arrived.</exception>
    ValueTask<PeerSnapshot> GetPeersAsync(CancellationToken cancellationToken = default);

    /// <summary>Queries DNS now, and returns what is known afterwards. Concurrent calls share one lookup.</summary>
    /// <param name="cancellationToken">Cancels the wait, but not the lookup.</param>
    /// <returns>The snapshot after a verified answer.</returns>
    /// <remarks>Never queries more often than <see cref="HeadlessPeersOptions.MinRefreshInterval"/>: within it, the call awaits the next permitted lookup.</remarks>
    /// <exception cref="PeerResolutionException">The lookup ended as Unknown; the last peers are kept.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled; the exception carries that token.</exception>
    /// <exception cref="ObjectDisposedException">The resolver has been disposed.</exception>
    ValueTask<PeerSnapshot> RefreshAsync(CancellationToken cancellationToken = default);

    /// <summary>Streams every version from now on. The first item is the current state, compared with <see cref="PeerSnapshot.Unresolved"/>.</summary>
    /// <param name="cancellationToken">Ends the stream with an exception.</param>
    /// <returns>A stream that ends without an exception when the resolver is disposed. Each enumeration is a separate reader.</returns>
    /// <exception cref="OperationCanceledException">The token was canceled; the exception carries that token.</exception>
    IAsyncEnumerable<PeerChange> WatchAsync(CancellationToken cancellationToken = default);

    /// <summary>Reports that a peer did not respond, so that the next lookup is sooner. It never removes a peer.</summary>
    /// <param name="peer">A peer of <see cref="Current"/>; any other is ignored.</param>
    /// <remarks>Brings at most one lookup forward per TTL, however many peers are reported, and never shortens a back-off, so dead pods do not make every pod query each second. A report during a lookup is followed by another lookup.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="peer"/> is null.</exception>
    void ReportUnreachable(Peer peer);

    /// <summary>Like <see cref="ReportUnreachable(Peer)"/>, with the name of the reporter, for pages and tools that show it.</summary>
    /// <param name="peer">A peer of <see cref="Current"/>; any other is ignored.</param>
    /// <param name="reporter">What called the peer, in a word or two, for example <c>CallEachAsync</c> or the name of a client.</param>
    /// <remarks>The default implementation ignores the reporter.</remarks>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    void ReportUnreachable(Peer peer, string reporter)
    {
        ArgumentNullException.ThrowIfNull(reporter);
        ReportUnreachable(peer);
    }

    private static ChangeHandlers ReadersOf(IPeerResolver resolver) =>
        new(resolver, () => resolver.Current, resolver.WatchAsync, static change => change.ChangesMembers, static _ => { });
}
