namespace HeadlessDiscovery;

/// <summary>Waits until enough pods are listed, to join or to form a cluster.</summary>
public static class PeerReadinessExtensions
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>Waits until DNS lists at least a number of members for some time, and otherwise returns what is known.</summary>
    /// <param name="resolver">The resolver.</param>
    /// <param name="minimum">How many of <see cref="PeerSnapshot.Members"/> (peers and this process) must be listed; 1 or more.</param>
    /// <param name="stableFor">How long there must be at least that many without interruption, not necessarily the same ones; 5 s if null. At most <paramref name="timeout"/>; zero for no wait.</param>
    /// <param name="timeout">How long to wait; 60 s if null, <see cref="Timeout.InfiniteTimeSpan"/> forever.</param>
    /// <param name="timeProvider">The clock; the system clock if null.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns><see cref="PeerReadinessReason.Ready"/> as soon as the minimum has been listed for long enough, otherwise the state at the timeout. It never throws because there are no members.</returns>
    /// <remarks>
    /// Members of a stale list count: a failed lookup removes no member. A pod with an address in each family counts once if host names identify it (<see cref="PeerSnapshot.GetMemberPods"/>);
    /// with <see cref="PeerFamily.Both"/> and no host names it counts twice, so double the minimum.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="resolver"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="minimum"/>, <paramref name="stableFor"/> or <paramref name="timeout"/> is out of bounds.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it carries that token.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed during the wait.</exception>
    public static ValueTask<PeerReadiness> WaitForPeersAsync(
        this IPeerResolver resolver,
        int minimum,
        TimeSpan? stableFor = null,
        TimeSpan? timeout = null,
        TimeProvider? timeProvider = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimum, 1);
        var bound = timeout ?? TimeSpan.FromSeconds(60);
        if (bound != Timeout.InfiniteTimeSpan && (bound < TimeSpan.Zero || bound > LongestTimer))
        {
            throw new ArgumentOutOfRangeException(nameof(timeout), bound, $"timeout must be between 00:00:00 and {LongestTimer}, or Timeout.InfiniteTimeSpan, but was {bound}.");
        }

        var steady = stableFor ?? TimeSpan.FromSeconds(5);
        var longest = bound == Timeout.InfiniteTimeSpan ? LongestTimer : bound;
        if (steady < TimeSpan.Zero || steady > longest)
        {
            throw new ArgumentOutOfRangeException(nameof(stableFor), steady, $"stableFor must be between 00:00:00 and {longest}, because otherwise the wait could never end as Ready, but was {steady}.");
        }

        return new PeerWait(resolver, minimum, steady, bound, timeProvider ?? TimeProvider.System).RunAsync(cancellationToken);
    }
}
