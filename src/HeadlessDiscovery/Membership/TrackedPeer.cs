namespace HeadlessDiscovery.Membership;

/// <summary>A peer (or this process) that an answer named, and what the later answers made of it.</summary>
/// <param name="Peer">Who.</param>
/// <param name="IsSelf">Whether it is this process.</param>
/// <param name="HeldSince">Since when complete answers no longer name it; null while they do.</param>
/// <param name="Missed">How many counted answers in a row lacked it.</param>
internal sealed record TrackedPeer(Peer Peer, bool IsSelf, TimeSpan? HeldSince = null, int Missed = 0)
{
    public bool IsHeld => HeldSince is not null;
}
