namespace HeadlessDiscovery.Simulation.Counting;

/// <summary>The queries in the minute after an outage of all of DNS, when everybody has waited for the same moment.</summary>
internal sealed class OutageQueries
{
    private readonly int[] seconds = new int[60];
    private TimeSpan ended;
    private int pods;

    public long Outages { get; private set; }

    /// <summary>The pods at the end of each outage, added up.</summary>
    public long Pods { get; private set; }

    public long Queries { get; private set; }

    /// <summary>Queries a pod in the busiest second after any of them.</summary>
    public double BusiestSecond { get; private set; }

    public double PerPod => Pods == 0 ? 0 : Queries / (double)Pods;

    /// <summary>Counts a query, at a moment, of one of so many pods; the last outage ended at another moment.</summary>
    public void Add(TimeSpan now, TimeSpan outageEnded, int alive)
    {
        var since = now - outageEnded;
        if (outageEnded == TimeSpan.Zero || since < TimeSpan.Zero || since >= TimeSpan.FromMinutes(1))
        {
            return;
        }

        if (ended != outageEnded)
        {
            (ended, pods) = (outageEnded, Math.Max(1, alive));
            Array.Clear(seconds);
            Outages++;
            Pods += pods;
        }

        Queries++;
        BusiestSecond = Math.Max(BusiestSecond, ++seconds[(int)since.TotalSeconds] / (double)pods);
    }

    public void Add(OutageQueries other)
    {
        Outages += other.Outages;
        Pods += other.Pods;
        Queries += other.Queries;
        BusiestSecond = Math.Max(BusiestSecond, other.BusiestSecond);
    }
}
