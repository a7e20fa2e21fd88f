namespace HeadlessDiscovery;

/// <summary>How the call of one peer ended.</summary>
public enum PeerReplyStatus
{
    /// <summary>The call gave a value.</summary>
    Succeeded = 0,

    /// <summary>The call threw.</summary>
    Failed,

    /// <summary><see cref="PeerCallOptions.PerPeerTimeout"/> ended the call, or a time limit of the call itself did.</summary>
    TimedOut,

    /// <summary>The peer left DNS before or during its call.</summary>
    Left,

    /// <summary>The call gave up by itself with <see cref="OperationCanceledException"/>, though nobody had asked it to.</summary>
    Canceled,
}
