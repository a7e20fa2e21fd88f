namespace HeadlessDiscovery;

/// <summary>Waits until enough pods are there, to join or to form a cluster.</summary>
public static class PeerReadinessExtensions
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>Waits until a number of members is there and stays, and says what there is otherwise.</summary>
    /// <param name="resolver">The resolver.</param>
    /// <param name="minimum">How many of <see cref="PeerSnapshot.Members"/> (peers and this process) must be there; 1 or more.</param>
    /// <param name="stableFor">For how long there must be at least that many without a break, whoever they are; 5 s where null. At most <paramref name="timeout"/>; zero for no wait.</param>
    /// <param name="timeout">How long to wait; 60 s where null, <see cref="Timeout.InfiniteTimeSpan"/> forever.</param>
    /// <param name="timeProvider">The clock; the system's where null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see cref="PeerReadinessReason.Ready"/> as soon as the minimum held, else at the timeout what is known instead. Never throws because nobody is there.</returns>
    /// <remarks>
    /// Members of a stale list count: a failed lookup removes nobody. A pod with an address in each family counts once where host names tell (<see cref="PeerSnapshot.GetMemberPods"/>);
    /// with <see cref="PeerFamily.Both"/> and no host names it counts twice, so ask for twice as many.
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
            throw new ArgumentOutOfRangeException(nameof(timeout), bound, $"timeout is {bound}; it must be 00:00:00 to {LongestTimer}, or Timeout.InfiniteTimeSpan.");
        }

        var steady = stableFor ?? TimeSpan.FromSeconds(5);
        var longest = bound == Timeout.InfiniteTimeSpan ? LongestTimer : bound;
        if (steady < TimeSpan.Zero || steady > longest)
        {
            throw new ArgumentOutOfRangeException(nameof(stableFor), steady, $"stableFor is {steady}; it must be 00:00:00 to {longest}, or the wait could never end as Ready.");
        }

        return new PeerWait(resolver, minimum, steady, bound, timeProvider ?? TimeProvider.System).RunAsync(cancellationToken);
    }
}
