namespace HeadlessDiscovery.Faults.Tests.Lasting.World;

/// <summary>Which pods there are, now and at every moment before: a replica that is behind answers from an older one.</summary>
internal sealed class Truth
{
    private readonly List<(TimeSpan At, PodSet Pods)> history = [(TimeSpan.MinValue, PodSet.None)];

    /// <summary>Called with the pods before and after a change.</summary>
    public Action<PodSet, PodSet>? Changed { get; set; }

    public PodSet Now => history[^1].Pods;

    public void Set(TimeSpan at, IReadOnlyList<Pod> pods)
    {
        var before = Now;
        history.Add((at, new PodSet(pods)));
        Changed?.Invoke(before, Now);
    }

    public PodSet At(TimeSpan moment)
    {
        var (low, high) = (0, history.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = history[middle].At <= moment ? (middle, high) : (low, middle - 1);
        }

        return history[low].Pods;
    }
}
