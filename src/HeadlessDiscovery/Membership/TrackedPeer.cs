namespace HeadlessDiscovery.Membership;

/// <summary>A peer (or this process) that an answer listed, and what the later answers made of it.</summary>
/// <param name="Peer">Who.</param>
/// <param name="IsSelf">Whether it is this process.</param>
internal sealed record TrackedPeer(Peer Peer, bool IsSelf)
{
    /// <summary>When it was listed first.</summary>
    public TimeSpan FirstListed { get; init; }

    /// <summary>The servers that ever listed it, one bit each (<see cref="WitnessList"/>).</summary>
    public uint ListedBy { get; init; }

    /// <summary>How many parts of truncated answers in a row lacked it.</summary>
    public int Unseen { get; init; }

    /// <summary>What is known of its absence; null while the latest complete answer lists it.</summary>
    public PeerHold? Hold { get; init; }

    /// <summary>How often it came back; null for one that never did.</summary>
    public PeerHistory? History { get; init; }

    public bool IsHeld => Hold is not null;
}
