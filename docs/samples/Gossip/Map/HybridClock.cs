namespace Gossip.Map;

/// <summary>The time of day, but never behind what was seen: a write is later than all that its node knew of, whatever the clocks of the nodes say.</summary>
internal sealed class HybridClock(TimeProvider time)
{
    /// <summary>How far ahead of this node's clock a stamp may be.</summary>
    /// <remarks>
    /// Clocks of nodes differ by milliseconds, and by an hour where somebody set one by hand in summer. What is further ahead is no time:
    /// it would win over every write until that time comes, and after the last time there is (<see cref="long.MaxValue"/>) nothing is later.
    /// </remarks>
    public static readonly TimeSpan MostAhead = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private long last;

    /// <summary>A time that this node has not given and not seen, in 100 ns.</summary>
    public long Next()
    {
        lock (gate)
        {
            return last = Math.Max(last + 1, time.GetUtcNow().UtcTicks);
        }
    }

    /// <summary>Whether another node may have written at that time: not too far ahead of this clock.</summary>
    public bool MayBe(long other) => other <= time.GetUtcNow().UtcTicks + MostAhead.Ticks;

    /// <summary>No write of this node is earlier than that from now on; only for a time that <see cref="MayBe"/>.</summary>
    public void Saw(long other)
    {
        lock (gate)
        {
            last = Math.Max(last, other);
        }
    }
}
