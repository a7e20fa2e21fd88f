namespace HeadlessDiscovery.Membership;

/// <summary>A point in time as the rules see it: a monotonic one for durations, a wall-clock one to show.</summary>
/// <param name="Elapsed">Since the resolver started; never goes back.</param>
/// <param name="At">UTC; may jump.</param>
internal readonly record struct ClockReading(TimeSpan Elapsed, DateTimeOffset At)
{
    /// <summary>When the question was asked that is answered now.</summary>
    public TimeSpan AskedElapsed { get; init; } = Elapsed;
}
