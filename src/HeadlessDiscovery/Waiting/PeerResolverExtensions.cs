namespace HeadlessDiscovery;

/// <summary>Extensions of <see cref="IPeerResolver"/>.</summary>
public static class PeerResolverExtensions
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>Like <see cref="IPeerResolver.GetPeersAsync"/>, with a timeout for the first verified answer. After that answer, it returns the peers from memory, however old.</summary>
    /// <param name="resolver">The resolver.</param>
    /// <param name="timeout">How long to wait for the first answer; zero does not wait, <see cref="Timeout.InfiniteTimeSpan"/> waits without a limit.</param>
    /// <param name="timeProvider">The clock; the system clock if null.</param>
    /// <param name="cancellationToken">Cancels the wait, but not the lookup.</param>
    /// <returns>A snapshot with <see cref="PeerSnapshot.IsResolved"/> set. Never an empty list because time ran out.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="resolver"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative, or 49 days or more.</exception>
    /// <exception cref="PeerResolutionException">There was no verified answer in time; <see cref="PeerResolutionException.Reason"/> is that of the last lookup, <see cref="LookupReason.Deadline"/> if none has ended.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it carries that token.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed before a verified answer arrived.</exception>
    public static ValueTask<PeerSnapshot> GetPeersAsync(this IPeerResolver resolver, TimeSpan timeout, TimeProvider? timeProvider = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        if (timeout != Timeout.InfiniteTimeSpan && (timeout < TimeSpan.Zero || timeout > LongestTimer))
        {
            throw new ArgumentOutOfRangeException(nameof(timeout), timeout, $"timeout must be between 00:00:00 and {LongestTimer}, or Timeout.InfiniteTimeSpan, but was {timeout}.");
        }

        return FirstAnswer.WithinAsync(resolver, timeout, timeProvider ?? TimeProvider.System, cancellationToken);
    }
}
