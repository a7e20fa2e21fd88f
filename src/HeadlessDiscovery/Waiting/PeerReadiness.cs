namespace HeadlessDiscovery;

/// <summary>The result of a wait for peers.</summary>
public sealed class PeerReadiness
{
    /// <summary>The snapshot at the end of the wait.</summary>
    public required PeerSnapshot Snapshot { get; init; }

    /// <summary>The reason for the result.</summary>
    public required PeerReadinessReason Reason { get; init; }

    /// <summary>The number of members that were required.</summary>
    public int Minimum { get; init; }

    /// <summary>Why the last lookup found nothing; <see cref="HeadlessDiscovery.LookupReason.None"/> if it found peers, or none has ended.</summary>
    public LookupReason LookupReason => Snapshot.LastReason;

    /// <summary>Whether the minimum was listed for long enough.</summary>
    public bool IsReady => Reason == PeerReadinessReason.Ready;

    /// <summary>One line for logs.</summary>
    /// <returns>For example <c>TooFew: 2 of 3 members, self Present</c> or <c>Undecided (servfail): 0 of 3 members, self Unknown</c>.</returns>
    public override string ToString()
    {
        var reason = LookupReason.ToCode() is { } code ? $" ({code})" : string.Empty;
        return $"{Reason}{reason}: {Snapshot.GetMemberPods().Length} of {Minimum} members, self {Snapshot.Self}";
    }

    /// <summary>The result for the state at the timeout.</summary>
    internal static PeerReadinessReason AtTimeout(PeerSnapshot snapshot)
    {
        // A list that could not be verified may be incomplete: it proves neither that this process is alone nor that there are too few.
        if (!snapshot.IsResolved || snapshot.IsStale || snapshot.LastOutcome == LookupOutcome.Unknown)
        {
            return PeerReadinessReason.Undecided;
        }

        if (snapshot.Membership == PeerMembership.Client || Others(snapshot) > 0)
        {
            return PeerReadinessReason.TooFew;
        }

        // Of an empty answer this process may still be held.
        return snapshot.Self == SelfPresence.Present && !snapshot.IsTruncated && !snapshot.IsSelfUncertain && snapshot.LastOutcome != LookupOutcome.Empty ? PeerReadinessReason.Alone : PeerReadinessReason.Undecided;
    }

    // With HeadlessPeersOptions.IncludeSelf the list is the members, self among them; with one address, as far as a foreign resolver tells.
    private static int Others(PeerSnapshot snapshot) =>
        snapshot.Others ?? (snapshot.Self == SelfPresence.Present && snapshot.Count == snapshot.Members.Length ? snapshot.Count - 1 : snapshot.Count);
}

/// <summary>The reason for the result of a wait for peers.</summary>
public enum PeerReadinessReason
{
    /// <summary>Unknown, Empty, this pod's address absent and no other pod listed, or uncertain: undecided. Do not form a cluster of one.</summary>
    Undecided = 0,

    /// <summary>The minimum was listed, for as long as required.</summary>
    Ready,

    /// <summary>A complete answer lists this process and no other, by an address that is known to be its own (<see cref="PeerSnapshot.IsSelfUncertain"/> is false).</summary>
    Alone,

    /// <summary>Others are listed, fewer than the minimum or not for long enough. For a <see cref="PeerMembership.Client"/> also an empty list.</summary>
    TooFew,
}
