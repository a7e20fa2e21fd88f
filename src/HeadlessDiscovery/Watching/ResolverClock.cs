using HeadlessDiscovery.Membership;

namespace HeadlessDiscovery.Watching;

/// <summary>Time since the resolver was made, by a monotonic clock, beside the wall clock.</summary>
internal sealed class ResolverClock(TimeProvider time)
{
    private readonly long startTimestamp = time.GetTimestamp();

    public TimeProvider Time => time;

    public TimeSpan Elapsed => time.GetElapsedTime(startTimestamp);

    public ClockReading Now => new(Elapsed, time.GetUtcNow());
}
