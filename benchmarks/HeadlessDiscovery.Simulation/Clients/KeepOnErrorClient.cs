using HeadlessDiscovery.Simulation.World;

namespace HeadlessDiscovery.Simulation.Clients;

/// <summary>Asks again after the TTL, from 1 to 30 s, and 5 s after an error, which changes nothing. NXDOMAIN empties the list.</summary>
internal sealed class KeepOnErrorClient(Watcher pod) : PollingClient(pod)
{
    private static readonly TimeSpan AfterError = TimeSpan.FromSeconds(5);

    protected override IReadOnlyList<int> Apply(PolledAnswer answer, IReadOnlyList<int> before) => answer.Kind == PolledAnswerKind.Error ? before : answer.Addresses;

    protected override Task WaitAsync(PolledAnswer answer) =>
        Pause.For(answer.Kind == PolledAnswerKind.Error ? AfterError : TimeSpan.FromSeconds(Math.Clamp(answer.Ttl.TotalSeconds, 1, 30)), Time, Stopping);
}
