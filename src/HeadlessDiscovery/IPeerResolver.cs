namespace HeadlessDiscovery;

/// <summary>The peers of one headless service, kept up to date by DNS lookups in the background.</summary>
/// <remarks>
/// <para>Promises, each held by a test of the same words:</para>
/// <list type="number">
/// <item><description>One lookup runs at a time; a refresh asked for during a lookup joins it.</description></item>
/// <item><description><see cref="Current"/> is replaced as a whole; a snapshot that you hold never changes.</description></item>
/// <item><description>A <see cref="WatchAsync"/> stream first gives what is known, then versions only grow; subscribing needs no earlier read and misses nothing in between.</description></item>
/// <item><description>A slow reader skips intermediate versions, never the last; Added and Removed are relative to what that reader saw last.</description></item>
/// <item><description>A failed refresh keeps the last peers, is logged on transition and counted, and never ends a stream.</description></item>
/// <item><description>No user code runs on the refresh loop; a handler that throws or blocks harms neither the loop nor the other handlers.</description></item>
/// <item><description>No event without a difference: neither a new order nor a new TTL is a change; <see cref="PeersChanged"/> fires only when a peer was added or removed.</description></item>
/// <item><description>Cancellation gives <see cref="OperationCanceledException"/> with the caller's token; streams end quietly at disposal, which is idempotent, synchronous or not.</description></item>
/// </list>
/// <para>Every member may be called from any thread.</para>
/// <para>You may implement it. A member that it gains in a later version has a default implementation over those of today, so that yours keeps compiling and running.</para>
/// </remarks>
public interface IPeerResolver
{
    /// <summary>The registration name; the empty string for the unnamed resolver.</summary>
    string Name { get; }

    /// <summary>What is known now. Never null, never blocks, never throws, allocates nothing, and asks nobody.</summary>
    /// <value><see cref="PeerSnapshot.Unresolved"/> until something is known.</value>
    PeerSnapshot Current { get; }

    /// <summary>Raised when a peer was added or removed, on the thread pool, one call at a time per handler.</summary>
    /// <remarks>
    /// A handler is told each difference relative to what it was told last, starting with what was known when it subscribed.
    /// A slow handler skips intermediate versions. A delegate of several handlers counts as each of them. A new <see cref="Peer.HostName"/> at an address that was there,
    /// as where two pods exchange addresses, raises nothing: <see cref="WatchAsync"/> yields it.
    /// </remarks>
    event EventHandler<PeersChangedEventArgs>? PeersChanged;

    /// <summary>The peers, from the cache once a verified answer is there; before, waits for the first one, for as long as that takes.</summary>
    /// <param name="cancellationToken">Ends the wait; it does not end the lookup.</param>
    /// <returns>A snapshot with <see cref="PeerSnapshot.IsResolved"/> set. It may be empty (verified: there is nobody else) or stale.</returns>
    /// <remarks><see cref="PeerResolverExtensions.GetPeersAsync"/> has a bound on the wait.</remarks>
    /// <exception cref="OperationCanceledException">The token was cancelled; it carries that token.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed before a verified answer came.</exception>
    ValueTask<PeerSnapshot> GetPeersAsync(CancellationToken cancellationToken = default);

    /// <summary>Asks DNS now, and gives what is known afterwards. Concurrent calls share one lookup.</summary>
    /// <param name="cancellationToken">Ends the wait; it does not end the lookup.</param>
    /// <returns>The snapshot after a verified answer.</returns>
    /// <remarks>Never asks more often than <see cref="HeadlessPeersOptions.MinRefreshInterval"/>: within it, the call awaits the next permitted lookup.</remarks>
    /// <exception cref="PeerResolutionException">The lookup ended as Unknown; the last peers stay.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it carries that token.</exception>
    /// <exception cref="ObjectDisposedException">The resolver is disposed.</exception>
    ValueTask<PeerSnapshot> RefreshAsync(CancellationToken cancellationToken = default);

    /// <summary>Every version from now on. The first item is what is known now, compared with <see cref="PeerSnapshot.Unresolved"/>.</summary>
    /// <param name="cancellationToken">Ends the stream with an exception.</param>
    /// <returns>A stream that ends quietly when the resolver is disposed. Each enumeration is its own reader.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; it carries that token.</exception>
    IAsyncEnumerable<PeerChange> WatchAsync(CancellationToken cancellationToken = default);

    /// <summary>A hint that a peer did not answer: look again soon. It never removes a peer.</summary>
    /// <param name="peer">A peer of <see cref="Current"/>; another one is ignored.</param>
    /// <remarks>Brings at most one lookup forward per TTL, however many peers are reported, and never breaks a back-off, so that dead pods do not make every pod query each second. After a report during a lookup another lookup follows.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="peer"/> is null.</exception>
    void ReportUnreachable(Peer peer);

    /// <summary>As <see cref="ReportUnreachable(Peer)"/>, and says who reports, for pages and tools that show it.</summary>
    /// <param name="peer">A peer of <see cref="Current"/>; another one is ignored.</param>
    /// <param name="reporter">What called the peer, in a word or two, for example <c>CallEachAsync</c> or the name of a client.</param>
    /// <remarks>By default the reporter is dropped.</remarks>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    void ReportUnreachable(Peer peer, string reporter)
    {
        ArgumentNullException.ThrowIfNull(reporter);
        ReportUnreachable(peer);
    }
}
