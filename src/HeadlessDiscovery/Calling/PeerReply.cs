namespace HeadlessDiscovery;

/// <summary>The result of calling one peer.</summary>
/// <typeparam name="T">The type of a peer's answer.</typeparam>
public sealed class PeerReply<T>
{
    /// <summary>The peer that was called.</summary>
    public required Peer Peer { get; init; }

    /// <summary>How the call ended.</summary>
    /// <value>Default: <see cref="PeerReplyStatus.Succeeded"/>.</value>
    public PeerReplyStatus Status { get; init; }

    /// <summary>The peer's answer; the default of <typeparamref name="T"/> if it did not answer.</summary>
    public T? Value { get; init; }

    /// <summary>Why it did not answer: what the call threw, or an exception for what ended it; <see langword="null"/> if it succeeded.</summary>
    public Exception? Error { get; init; }

    /// <summary>The duration of this call, without the wait for its turn; zero if the peer left before its turn.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Whether the peer answered.</summary>
    public bool Succeeded => Status == PeerReplyStatus.Succeeded;

    /// <summary>One line for logs.</summary>
    /// <returns>For example <c>10.0.0.1:5000 Succeeded</c> or <c>10.0.0.2:5000 Failed: HttpRequestException: Connection refused</c>.</returns>
    public override string ToString() => Status == PeerReplyStatus.Failed && Error is not null
        ? $"{Peer} {Status}: {Error.GetType().Name}: {Error.Message}"
        : $"{Peer} {Status}";
}

/// <summary>How the call of one peer ended.</summary>
public enum PeerReplyStatus
{
    /// <summary>The call returned a value.</summary>
    Succeeded = 0,

    /// <summary>The call threw.</summary>
    Failed,

    /// <summary>The call timed out, by <see cref="PeerCallOptions.PerPeerTimeout"/> or by its own timeout.</summary>
    TimedOut,

    /// <summary>The peer left DNS before or during its call.</summary>
    Left,

    /// <summary>The call threw <see cref="OperationCanceledException"/> although no token was canceled.</summary>
    Canceled,
}
