using HeadlessDiscovery.Simulation.World;

namespace HeadlessDiscovery.Simulation.Clients;

/// <summary>Takes each positive answer for its TTL, from 1 to 60 s. Without one the list stays, and it asks again after 5 s.</summary>
internal sealed class TtlClient(Watcher pod) : PollingClient(pod)
{
    private static readonly TimeSpan WithoutAnswer = TimeSpan.FromSeconds(5);

    protected override IReadOnlyList<int> Apply(PolledAnswer answer, IReadOnlyList<int> before) => answer.Kind == PolledAnswerKind.Found ? answer.Addresses : before;

    protected override Task WaitAsync(PolledAnswer answer) =>
        Pause.For(answer.Kind == PolledAnswerKind.Found ? TimeSpan.FromSeconds(Math.Clamp(answer.Ttl.TotalSeconds, 1, 60)) : WithoutAnswer, Time, Stopping);
}
