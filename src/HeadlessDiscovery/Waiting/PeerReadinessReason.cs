namespace HeadlessDiscovery;

/// <summary>What a wait for peers ended with.</summary>
public enum PeerReadinessReason
{
    /// <summary>Unknown, Empty, this pod's address absent with nobody else there, or uncertain: nothing can be said. Do not form a cluster of one.</summary>
    Undecided = 0,

    /// <summary>The minimum was there, and stayed for as long as asked.</summary>
    Ready,

    /// <summary>A complete answer names this process and nobody else, by an address that is known to be its own (<see cref="PeerSnapshot.IsSelfUncertain"/> is false).</summary>
    Alone,

    /// <summary>Others are there, fewer than the minimum or not for long enough. For a <see cref="PeerMembership.Client"/> also nobody.</summary>
    TooFew,
}
