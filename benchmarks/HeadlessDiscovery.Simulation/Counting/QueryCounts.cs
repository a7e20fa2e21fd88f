namespace HeadlessDiscovery.Simulation.Counting;

/// <summary>The queries that reach each replica, in each tenth of a second: those of all services together.</summary>
internal sealed class QueryCounts(int replicas, TimeSpan length)
{
    // Two days of three replicas are 20 MB; beyond that only the mean is counted.
    private static readonly TimeSpan LongestCounted = TimeSpan.FromDays(2);

    private readonly int[][] tenths = [.. Enumerable.Range(0, replicas).Select(_ => new int[length <= LongestCounted ? (length.Ticks / TicksATenth) + 1 : 0])];
    private readonly long[] totals = new long[replicas];

    private const long TicksATenth = TimeSpan.TicksPerSecond / 10;

    public int Replicas => replicas;

    public void Add(int replica, TimeSpan at)
    {
        totals[replica]++;
        if (tenths[replica].Length > 0)
        {
            tenths[replica][at.Ticks / TicksATenth]++;
        }
    }

    public void Add(QueryCounts other)
    {
        for (var replica = 0; replica < totals.Length; replica++)
        {
            totals[replica] += other.totals[replica];
            for (var i = 0; i < tenths[replica].Length; i++)
            {
                tenths[replica][i] += other.tenths[replica][i];
            }
        }
    }

    /// <summary>Queries a second at one replica: the mean, in the busiest tenths of a second but one in a thousand, in the busiest tenth and in the busiest whole second.</summary>
    public QueryRate RateOf(int replica)
    {
        var counts = tenths[replica];
        var mean = totals[replica] / length.TotalSeconds;
        if (counts.Length == 0)
        {
            return new QueryRate(mean, null, null, null);
        }

        var sorted = (int[])counts.Clone();
        Array.Sort(sorted);
        var most = 0;
        for (var i = 0; i + 10 <= counts.Length; i += 10)
        {
            most = Math.Max(most, counts.AsSpan(i, 10).ToArray().Sum());
        }

        return new QueryRate(mean, 10 * sorted[(int)(0.999 * (sorted.Length - 1))], 10 * sorted[^1], most);
    }
}
