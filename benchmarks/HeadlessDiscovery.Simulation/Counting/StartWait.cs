using HeadlessDiscovery.Simulation.World;

namespace HeadlessDiscovery.Simulation.Counting;

/// <summary>A pod that starts waits for a majority of its service before it forms or joins a cluster, as <see cref="PeerReadinessExtensions.WaitForPeersAsync"/> does. What it then believes is held against the truth.</summary>
internal sealed class StartWait(Watcher pod)
{
    private static readonly TimeSpan StableFor = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    // Nobody can know of a pod that has been ready for less: answers are as old as their TTL.
    private static readonly TimeSpan Known = TimeSpan.FromMinutes(1);

    private TimeSpan? enoughSince;
    private bool isOver;

    public void Start() => pod.World.After(Limit, End);

    /// <summary>The list is another one.</summary>
    public void Listed(int members)
    {
        if (isOver || members < pod.World.Majority)
        {
            enoughSince = null;
        }
        else if (enoughSince is null)
        {
            var since = pod.World.Now;
            enoughSince = since;
            pod.World.After(StableFor, () => EndIfStable(since));
        }
    }

    private void EndIfStable(TimeSpan since)
    {
        if (isOver || enoughSince != since || !pod.IsRunning)
        {
            return;
        }

        isOver = true;
        pod.World.Account.WrongReady += pod.World.Alive < pod.World.Majority ? 1 : 0;
    }

    private void End()
    {
        if (isOver || !pod.IsRunning)
        {
            return;
        }

        isOver = true;
        var isAlone = pod.Sight.Listed.All(address => address == pod.Address) && pod.Client.IsAlone;
        pod.World.Account.WrongAlone += isAlone && pod.World.HasOther(pod.Address, Known) ? 1 : 0;
    }
}
