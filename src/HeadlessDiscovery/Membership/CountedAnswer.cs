namespace HeadlessDiscovery.Membership;

/// <summary>The last complete answer that counted, so that the same cached answer does not count twice.</summary>
/// <param name="Peers">Whom it named.</param>
/// <param name="Ttl">Its TTL; null where it had none.</param>
/// <param name="ExpiresElapsed">When a cache must have dropped it.</param>
internal sealed record CountedAnswer(AnsweredPeers Peers, TimeSpan? Ttl, TimeSpan ExpiresElapsed)
{
    // A cache counts whole seconds, and rounds them; two in a row may do so twice.
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(2);

    public static CountedAnswer Of(PeerAnswer answer, Moment now) => new(answer.Peers, answer.Ttl, now.Elapsed + (answer.Ttl ?? TimeSpan.Zero));

    /// <summary>
    /// Whether an answer is this one again, counting down in a cache: a lower TTL, the same peers, and before this one expired.
    /// After its expiry a cache had to ask anew, so a lower TTL then only says that somebody else asked a moment earlier.
    /// One that counts down expires when it always would: an answer that expires well before is another one, however long this one's TTL was.
    /// </summary>
    public bool IsSameCopy(PeerAnswer answer, Moment now) =>
        answer.Ttl < Ttl && now.Elapsed < ExpiresElapsed && now.Elapsed + answer.Ttl >= ExpiresElapsed - Rounding && answer.Peers.SameAs(Peers);
}
