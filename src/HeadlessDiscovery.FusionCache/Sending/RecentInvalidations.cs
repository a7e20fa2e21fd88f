namespace HeadlessDiscovery.FusionCache;

/// <summary>What was posted within the replay window, for pods that join, which may have cached an old value before this pod knew of them.</summary>
internal sealed class RecentInvalidations(TimeSpan window, int capacity, TimeProvider time)
{
    private readonly NewestPerKey recent = new();

    public int Count => recent.Count;

    public void Add(Invalidation invalidation)
    {
        recent.Add(invalidation);
        Prune();
        if (recent.Count > capacity)
        {
            recent.Collapse(invalidation.Timestamp);
        }
    }

    public IEnumerable<Invalidation> Replay()
    {
        Prune();
        return recent;
    }

    private void Prune()
    {
        while (recent.Oldest is { } oldest && time.GetElapsedTime(oldest.Timestamp) > window)
        {
            recent.Remove(oldest);
        }
    }
}
