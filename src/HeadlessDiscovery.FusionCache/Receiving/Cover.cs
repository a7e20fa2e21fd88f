
namespace HeadlessDiscovery.FusionCache;

/// <summary>
/// Whether everything that the others published could reach this pod. It can while DNS lists it. What was published while it did not is
/// replayed, but only for a while.
/// </summary>
internal sealed class Cover(TimeSpan replayWindow, TimeProvider time)
{
    private long covered = time.GetTimestamp();
    private DateTimeOffset coveredAt = time.GetUtcNow();
    private bool wasLost;

    /// <summary>Half of the window: the other half is for the others, whose DNS may name this pod as late again.</summary>
    public TimeSpan LongestGap { get; } = replayWindow / 2;

    /// <summary>True once, when this pod is in reach again after it may have missed something.</summary>
    public bool MayHaveMissed(PeerSnapshot now)
    {
        wasLost |= now.Self is SelfPresence.Lost;
        if (now is not { IsResolved: true, IsStale: false, Self: SelfPresence.Present })
        {
            return false;
        }

        // A process that was stopped has not seen that it was stale or lost. It sees that time has passed,
        // and where the whole machine slept, only the time of day does: the other clock slept too.
        var missed = wasLost || time.GetElapsedTime(covered) > LongestGap || time.GetUtcNow() - coveredAt > LongestGap;
        covered = time.GetTimestamp();
        coveredAt = time.GetUtcNow();
        wasLost = false;
        return missed;
    }
}
