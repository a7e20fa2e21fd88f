namespace HeadlessDiscovery.Watching;

/// <summary>Bounds the queries beyond the refreshes: in the mean of a minute less than one a second.</summary>
internal sealed class QueryBudget
{
    private const int Most = 50;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Queue<(TimeSpan At, int Count)> spent = [];
    private int total;
    private bool isExhausted;

    /// <summary>Whether enough is left for a peer, its control and the SRV set. Not after a request that did not fit: to hurry would only repeat the refresh.</summary>
    public bool HasLeft(TimeSpan now) => PeersLeft(now) > 0 && !isExhausted;

    /// <summary>For how many peers enough is left, beside a control and the SRV set.</summary>
    public int PeersLeft(TimeSpan now)
    {
        Forget(now);
        return Math.Max(0, Most - total - 2);
    }

    /// <summary>Whether so many more are within the bound; they are counted then.</summary>
    public bool TrySpend(int count, TimeSpan now)
    {
        Forget(now);
        isExhausted = total + count > Most;
        if (isExhausted)
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
            isExhausted = false;
        }
    }
}
