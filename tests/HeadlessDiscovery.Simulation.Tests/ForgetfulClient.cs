using HeadlessDiscovery.Simulation.Clients;
using HeadlessDiscovery.Simulation.World;

namespace HeadlessDiscovery.Simulation.Tests;

/// <summary>Lists its own pod, and after an hour nobody.</summary>
internal sealed class ForgetfulClient(Watcher pod) : Client
{
    private ITimer? timer;
    private bool hasForgotten;

    public override long Version => hasForgotten ? 1 : 0;

    public override bool IsResolved => true;

    public override bool KeepsInvariants => true;

    public override void Start() => timer = pod.World.Time.CreateTimer(_ => hasForgotten = true, null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);

    public override void Read(List<int> into)
    {
        if (!hasForgotten)
        {
            into.Add(pod.Address);
        }
    }

    public override void Dispose() => timer?.Dispose();
}
