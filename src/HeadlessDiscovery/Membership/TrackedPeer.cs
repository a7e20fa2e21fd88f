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

/// <summary>A peer that a complete answer lacks and whose removal is not confirmed yet.</summary>
/// <param name="Since">When an answer lacked it first, or when its count began anew.</param>
/// <param name="Needed">How many statements that lack it confirm its removal.</param>
/// <param name="ListedBorn">When the last answer was made that listed it: nothing older says that it is gone.</param>
internal sealed record PeerHold(TimeSpan Since, int Needed, TimeSpan ListedBorn)
{
    /// <summary>How many statements in a row lack it.</summary>
    public int Missed { get; init; }

    /// <summary>Whether it began, or was met, by a mass removal. It stays one until the peer is listed again.</summary>
    public bool IsMass { get; init; }

    /// <summary>Since when servers lack it that never listed it, with no better one between; null where none did.</summary>
    public TimeSpan? WeakSince { get; init; }

    /// <summary>When the latest denial of its own name was made, or null.</summary>
    public TimeSpan? DeniedBorn { get; init; }

    /// <summary>When the latest SRV set was made that lacks it, or null.</summary>
    public TimeSpan? ServiceBorn { get; init; }
}
