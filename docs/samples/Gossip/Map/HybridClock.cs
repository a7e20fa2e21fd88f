namespace Gossip.Map;

/// <summary>The time of day, but never behind what was seen: a write is later than all that its node knew of, whatever the clocks of the nodes say.</summary>
internal sealed class HybridClock(TimeProvider time)
{
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

    public void Saw(long other)
    {
        lock (gate)
        {
            last = Math.Max(last, other);
        }
    }
}
