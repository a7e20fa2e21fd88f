namespace HeadlessDiscovery.Watching;

/// <summary>Fires when no verified answer came for too long, whatever the loop is doing: a timer of its own that shares nothing with it.</summary>
internal sealed class OverdueTimer : IDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);

    private readonly TimeSpan beyond;
    private readonly ITimer timer;

    /// <param name="options">The longest interval, and how long a lookup may take.</param>
    /// <param name="time">The clock.</param>
    /// <param name="due">Called again after the same time until <see cref="Expect"/>; at most one thread at a time.</param>
    public OverdueTimer(HeadlessPeersOptions options, TimeProvider time, Action due)
    {
        beyond = options.MaxRefreshInterval + options.LookupTimeout;
        timer = time.CreateTimer(static state => ((Action)state!)(), due, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The longest that a turn of the loop may take.</summary>
    public TimeSpan Turn => Longest(TimeSpan.Zero);

    /// <summary>How long after an answer the next one is overdue.</summary>
    public TimeSpan Longest(TimeSpan ttl) => ttl + beyond is var sum && sum > Shortest ? sum : Shortest;

    /// <summary>The next verified answer is due after a time.</summary>
    public void Expect(TimeSpan after) => timer.Change(after, after);

    public void Dispose() => timer.Dispose();
}
