
namespace HeadlessDiscovery.FusionCache;

/// <summary>
/// Whether all notifications could reach this pod. They can while DNS lists it. What was published while it was not listed is
/// replayed, but only for a limited time.
/// </summary>
internal sealed class Cover(TimeSpan replayWindow, TimeProvider time)
{
    private long covered = time.GetTimestamp();
    private DateTimeOffset coveredAt = time.GetUtcNow();
    private bool wasLost;

    /// <summary>Half of the window: the other half is for the peers, whose DNS may list this pod with the same delay.</summary>
    public TimeSpan LongestGap { get; } = replayWindow / 2;

    /// <summary>True once, when this pod is reachable again after it may have missed something.</summary>
    public bool MayHaveMissed(PeerSnapshot now)
    {
        wasLost |= now.Self is SelfPresence.Lost;
        if (now is not { IsResolved: true, IsStale: false, Self: SelfPresence.Present })
        {
            return false;
        }

        // A process that was suspended has not seen that it was stale or lost. It only sees that time has passed,
        // and if the whole machine slept, only the time of day shows it, because the monotonic clock stopped too.
        var missed = wasLost || time.GetElapsedTime(covered) > LongestGap || time.GetUtcNow() - coveredAt > LongestGap;
        covered = time.GetTimestamp();
        coveredAt = time.GetUtcNow();
        wasLost = false;
        return missed;
    }
}
