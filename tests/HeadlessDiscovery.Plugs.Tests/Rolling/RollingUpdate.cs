using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Plugs.Tests.Rolling;

/// <summary>Six pods that a Deployment replaces one by one, each new one before an old one, while each way makes its calls.</summary>
internal sealed class RollingUpdate(HeadlessServiceServer dns, PodNetwork network, RolloutTiming timing) : IAsyncDisposable
{
    public const int Replicas = 6;

    private readonly List<ServedPod> pods = [];
    private readonly List<ClusterPod> listed = [];
    private readonly List<Task> ending = [];

    public async Task StartAsync(CancellationToken token)
    {
        for (var number = 1; number <= Replicas; number++)
        {
            await ServeAsync(number, token);
            listed.Add(dns.AddPod(network.AddressOf(number)));
        }
    }

    /// <summary>Replaces all pods, and ends when each way calls new pods only and the last old process has ended.</summary>
    public async Task<IReadOnlyList<Load>> RunAsync(IReadOnlyList<Way> ways, CancellationToken token)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        var loads = ways.Select(way => new Load(way)).ToArray();
        var running = Task.WhenAll(loads.Select(load => load.RunAsync(stop.Token)));
        try
        {
            await Task.Delay(timing.Pace, token);
            for (var number = Replicas + 1; number <= 2 * Replicas; number++)
            {
                await ReplaceAsync(number, token);
                await Task.Delay(timing.Pace - timing.StartUp, token);
            }

            await Task.WhenAll(ending);
            await Task.Delay(timing.Pace, token);
        }
        finally
        {
            await stop.CancelAsync();
            await running;
        }

        return loads;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pod in pods)
        {
            await pod.DisposeAsync();
        }
    }

    private async Task ReplaceAsync(int number, CancellationToken token)
    {
        if (timing.HasReadinessProbe)
        {
            await Task.Delay(timing.StartUp, token);
            await ServeAsync(number, token);
            listed.Add(dns.AddPod(network.AddressOf(number)));
            ending.Add(EndAsync(number - Replicas, token));
        }
        else
        {
            // Without a probe a container that has started counts as ready.
            listed.Add(dns.AddPod(network.AddressOf(number)));
            ending.Add(EndAsync(number - Replicas, token));
            await Task.Delay(timing.StartUp, token);
            await ServeAsync(number, token);
        }
    }

    // A pod that terminates leaves DNS at once. SIGTERM follows when preStop has ended.
    private async Task EndAsync(int number, CancellationToken token)
    {
        listed[number - 1].Terminate();
        if (timing.PreStop is { } pause)
        {
            await Task.Delay(pause, token);
        }

        await pods[number - 1].TerminateAsync();
    }

    private async Task ServeAsync(int number, CancellationToken token) => pods.Add(await ServedPod.StartAsync(number, network, token));
}
