namespace HeadlessDiscovery.Simulation.Counting;

/// <summary>How long something took, many times: exact to a tenth of a second, so that parts of a run add up in any order.</summary>
internal sealed class Times
{
    private const int Bins = 36_000;

    private int[] bins = new int[64];
    private long ticks;

    public long Count { get; private set; }

    public TimeSpan Longest { get; private set; }

    public double MeanSeconds => Count == 0 ? 0 : ticks / (double)TimeSpan.TicksPerSecond / Count;

    public void Add(TimeSpan time)
    {
        Count++;
        ticks += time.Ticks;
        Longest = time > Longest ? time : Longest;
        Put(Math.Min(Bins, (int)(time.Ticks / (TimeSpan.TicksPerSecond / 10))), 1);
    }

    public void Add(Times other)
    {
        Count += other.Count;
        ticks += other.ticks;
        Longest = other.Longest > Longest ? other.Longest : Longest;
        for (var bin = 0; bin < other.bins.Length; bin++)
        {
            if (other.bins[bin] > 0)
            {
                Put(bin, other.bins[bin]);
            }
        }
    }

    /// <summary>The upper bound of the tenth of a second below which a part of the times lies, in seconds; never more than the longest.</summary>
    public double Percentile(double part)
    {
        var rank = (long)Math.Ceiling(part * Count);
        for (var bin = 0; bin < bins.Length; bin++)
        {
            rank -= bins[bin];
            if (rank <= 0 && bin < Bins)
            {
                return Math.Min((bin + 1) / 10.0, Longest.TotalSeconds);
            }
        }

        return Longest.TotalSeconds;
    }

    private void Put(int bin, int count)
    {
        if (bin >= bins.Length)
        {
            Array.Resize(ref bins, Math.Min(Bins + 1, Math.Max(bin + 1, bins.Length * 2)));
        }

        bins[bin] += count;
    }
}
