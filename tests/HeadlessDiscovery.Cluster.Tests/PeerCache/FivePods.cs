using HeadlessDiscovery.Cluster.Tests.Pods;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Cluster.Tests.PeerCache;

/// <summary>Five pods that all tests of a class share. The replay window is so long that no cache is emptied: what a test sees comes from messages.</summary>
public sealed class FivePods : IAsyncLifetime
{
    private readonly PodProcess[] pods = new PodProcess[5];
    private int prices;

    internal PriceShop Shop { get; } = new("127.0.61", TimeSpan.FromMinutes(30));

    internal HeadlessServiceServer Dns { get; private set; } = null!;

    internal PodProcess this[int number] => pods[number - 1];

    internal IEnumerable<PodProcess> All => pods;

    public async ValueTask InitializeAsync()
    {
        using var limit = new Limit(TimeSpan.FromSeconds(150));
        Dns = await PriceShop.DnsAsync(limit.Token);
        await ReadyAsync(limit.Token);
    }

    /// <summary>Numbers of prices that no other test uses.</summary>
    internal int Range(int count) => Interlocked.Add(ref prices, count) - count;

    internal IEnumerable<PodProcess> Except(params PodProcess[] some) => pods.Except(some);

    /// <summary>Starts the pods that do not run, and waits until all five know each other and nobody else.</summary>
    internal async Task ReadyAsync(CancellationToken token)
    {
        for (var number = 1; number <= pods.Length; number++)
        {
            if (pods[number - 1] is not { HasExited: false })
            {
                pods[number - 1] = Shop.Start(number, Dns);
            }
        }

        Dns.SetPods([.. pods.Select(pod => pod.Address)]);
        foreach (var pod in pods)
        {
            await Shop.Pods.AnswersAsync(pod, "/peers", token);
            await Shop.UntilKnowsAsync(pod, Except(pod), token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Shop.DisposeAsync();
        await Dns.DisposeAsync();
    }
}
