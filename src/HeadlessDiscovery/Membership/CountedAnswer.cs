namespace HeadlessDiscovery.Membership;

/// <summary>A complete answer that counted, so that a copy of it from a cache does not count again.</summary>
/// <param name="Peers">Whom it listed.</param>
/// <param name="Ttl">Its TTL; null where it had none.</param>
/// <param name="OrderHash">The order in which its records came; 0 where that is not known.</param>
/// <param name="ExpiresElapsed">When a cache must have dropped it.</param>
internal sealed record CountedAnswer(AnsweredPeers Peers, TimeSpan? Ttl, int OrderHash, TimeSpan ExpiresElapsed)
{
    // Fewer records come in the same order by chance too often.
    private const int FewestInOrder = 4;

    // A cache counts whole seconds, and rounds them; two in a row may do so twice.
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(2);

    /// <summary>An answer after another one that counted, or after none: where they list the same peers, one list is kept for both.</summary>
    public static CountedAnswer Of(PeerAnswer answer, CountedAnswer? before, ClockReading now) =>
        new(before is not null && before.Peers.SameAs(answer.Peers) ? before.Peers : answer.Peers, answer.CopyTtl, answer.OrderHash, now.Elapsed + (answer.CopyTtl ?? TimeSpan.Zero));

    /// <summary>Whether an answer lists the same peers in another order: its server shuffles.</summary>
    public bool IsShuffled(PeerAnswer answer) => OrderHash != 0 && answer.OrderHash != 0 && OrderHash != answer.OrderHash && answer.Peers.SameAs(Peers);

    /// <summary>
    /// Whether an answer is this one again, out of a cache, before this one expired.
    /// Either its TTL counts down to the same moment: after that the cache had to ask anew, and a lower TTL only says that somebody else asked earlier.
    /// Or its TTL does not count down (CoreDNS keepttl), but its records come in the same order from a server that shuffles.
    /// </summary>
    public bool IsSameCopy(PeerAnswer answer, bool shuffles, ClockReading now)
    {
        if (now.Elapsed >= ExpiresElapsed)
        {
            return false;
        }

        var countsDown = answer.CopyTtl < Ttl && now.Elapsed + answer.CopyTtl >= ExpiresElapsed - Rounding;
        var keepsOrder = shuffles && Peers.Count >= FewestInOrder && OrderHash == answer.OrderHash;
        return (countsDown || keepsOrder) && answer.Peers.SameAs(Peers);
    }
}
