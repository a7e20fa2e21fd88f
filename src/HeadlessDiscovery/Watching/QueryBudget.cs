namespace HeadlessDiscovery.Watching;

/// <summary>Bounds the queries beyond the refreshes: in the mean of a minute less than one a second.</summary>
internal sealed class QueryBudget
{
    private const int Most = 50;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Queue<(TimeSpan At, int Count)> spent = [];
    private int total;

    /// <summary>Whether enough is left for a peer, its control and the SRV set.</summary>
    public bool HasLeft(TimeSpan now)
    {
        Forget(now);
        return total + 3 <= Most;
    }

    /// <summary>Whether so many more are within the bound; they are counted then.</summary>
    public bool TrySpend(int count, TimeSpan now)
    {
        Forget(now);
        if (total + count > Most)
        {
            return false;
        }

        Spend(count, now);
        return true;
    }

    /// <summary>Counts those that nobody knew of before.</summary>
    public void Spend(int count, TimeSpan now)
    {
        spent.Enqueue((now, count));
        total += count;
    }

    private void Forget(TimeSpan now)
    {
        while (spent.TryPeek(out var first) && now - first.At >= Window)
        {
            total -= spent.Dequeue().Count;
        }
    }
}
