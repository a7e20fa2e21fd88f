using HeadlessDiscovery.Simulation.World;

namespace HeadlessDiscovery.Simulation.Clients;

/// <summary>Asks at the start, and when a connection to a listed peer fails: at most each 15 s. Until there is one peer, each 15 s too.</summary>
/// <remarks>So do clients of gRPC with <c>dns:///</c>. While a dead peer is listed, connections to it fail.</remarks>
internal sealed class OnFailureClient(Watcher pod) : PollingClient(pod)
{
    private static readonly TimeSpan Floor = TimeSpan.FromSeconds(15);

    private TaskCompletionSource failed = new();

    public override void Failed(int address) => failed.TrySetResult();

    protected override IReadOnlyList<int> Apply(PolledAnswer answer, IReadOnlyList<int> before) => answer.Kind == PolledAnswerKind.Found ? answer.Addresses : before;

    protected override async Task WaitAsync(PolledAnswer answer)
    {
        failed = new TaskCompletionSource();
        await Pause.For(Floor, Time, Stopping).ConfigureAwait(false);
        if (answer.Kind == PolledAnswerKind.Found && Pod.Sight.Listed.All(Pod.Reaches))
        {
            await failed.Task.WaitAsync(Stopping).ConfigureAwait(false);
        }
    }
}
