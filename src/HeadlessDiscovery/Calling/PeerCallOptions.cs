namespace HeadlessDiscovery;

/// <summary>Options for calling every peer.</summary>
public sealed class PeerCallOptions
{
    // Each call may use a connection and, for a moment, a thread of the pool.
    private const int MostByDefault = 256;

    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>The timeout for the call of one peer.</summary>
    /// <value>Default: 5 s. Above zero and below 49 days, or <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</value>
    /// <remarks>It starts with the call: waiting for <see cref="MaxConcurrency"/> does not count.</remarks>
    public TimeSpan PerPeerTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long to wait for the first verified DNS answer before any peer is called.</summary>
    /// <value>Default: <see cref="Timeout.InfiniteTimeSpan"/>, no limit except the caller's token. Zero or more, and below 49 days.</value>
    /// <remarks>When it expires, the call throws <see cref="PeerResolutionException"/>, so that it never looks as if there were no peers. After the first answer, calls do not wait.</remarks>
    public TimeSpan FirstAnswerTimeout { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>How many peers are called at the same time.</summary>
    /// <value>Default: <see langword="null"/>, all of them up to 256, so that unresponsive pods delay a large round by little more than <see cref="PerPeerTimeout"/>. 1 or more.</value>
    /// <remarks>A call that ignores its cancellation is abandoned and no longer counts.</remarks>
    public int? MaxConcurrency { get; set; }

    /// <summary>Whether this process is called as well: uses <see cref="PeerSnapshot.Members"/> instead of the peers.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool IncludeSelf { get; set; }

    /// <summary>Whether the call of a peer is cancelled when DNS no longer lists it. It is then reported as <see cref="PeerReplyStatus.Left"/>.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool AbandonPeersThatLeave { get; set; } = true;

    /// <summary>Whether peers that cannot be reached are reported to <see cref="IPeerResolver.ReportUnreachable(Peer)"/>.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    /// <remarks>That is, after a timeout, or after a failed or broken connection; an error response (such as 500) is an answer.</remarks>
    public bool ReportUnreachable { get; set; } = true;

    /// <summary>The clock for <see cref="PerPeerTimeout"/>, <see cref="FirstAnswerTimeout"/> and <see cref="PeerReply{T}.Elapsed"/>.</summary>
    /// <value>Default: <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>How many peers of a given number are called at the same time.</summary>
    internal int ConcurrencyFor(int peers) => Math.Min(MaxConcurrency ?? MostByDefault, peers);

    /// <summary>A copy that is unaffected by later changes.</summary>
    internal static PeerCallOptions Checked(PeerCallOptions? options)
    {
        var copy = options is null ? new PeerCallOptions() : (PeerCallOptions)options.MemberwiseClone();
        if (copy.PerPeerTimeout != Timeout.InfiniteTimeSpan && (copy.PerPeerTimeout <= TimeSpan.Zero || copy.PerPeerTimeout > LongestTimer))
        {
            throw new ArgumentOutOfRangeException(nameof(options), copy.PerPeerTimeout, $"{nameof(PerPeerTimeout)} must be above 00:00:00 and at most {LongestTimer}, or Timeout.InfiniteTimeSpan, but was {copy.PerPeerTimeout}.");
        }

        if (copy.FirstAnswerTimeout != Timeout.InfiniteTimeSpan && (copy.FirstAnswerTimeout < TimeSpan.Zero || copy.FirstAnswerTimeout > LongestTimer))
        {
            throw new ArgumentOutOfRangeException(nameof(options), copy.FirstAnswerTimeout, $"{nameof(FirstAnswerTimeout)} must be between 00:00:00 and {LongestTimer}, or Timeout.InfiniteTimeSpan, but was {copy.FirstAnswerTimeout}.");
        }

        if (copy.MaxConcurrency < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(options), copy.MaxConcurrency, $"{nameof(MaxConcurrency)} must be at least 1, but was {copy.MaxConcurrency}.");
        }

        return copy.TimeProvider is null ? throw new ArgumentException($"{nameof(TimeProvider)} must be a clock, but was null.", nameof(options)) : copy;
    }
}
