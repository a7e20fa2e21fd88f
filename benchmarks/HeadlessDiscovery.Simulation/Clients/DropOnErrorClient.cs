using HeadlessDiscovery.Simulation.World;

namespace HeadlessDiscovery.Simulation.Clients;

/// <summary>Takes the last answer each 5 s. An error is an answer with nobody in it.</summary>
internal sealed class DropOnErrorClient(Watcher pod) : PollingClient(pod)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override IReadOnlyList<int> Apply(PolledAnswer answer, IReadOnlyList<int> before) => answer.Addresses;

    protected override Task WaitAsync(PolledAnswer answer) => Pause.For(Interval, Time, Stopping);
}
