using HeadlessDiscovery.Cluster.Tests.Pods;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Cluster.Tests.PeerCache;

/// <summary>One pod, anew for each test, that is told what its peers would tell it. The replay window is so long that no cache is emptied.</summary>
public abstract class OnePod(string network) : IAsyncLifetime
{
    private readonly Limit limit = new(TimeSpan.FromSeconds(100));

    private protected PriceShop Shop { get; } = new(network, TimeSpan.FromMinutes(30));

    private protected HeadlessServiceServer Dns { get; private set; } = null!;

    private protected PodProcess Pod { get; private set; } = null!;

    private protected CancellationToken Token => limit.Token;

    public virtual async ValueTask InitializeAsync()
    {
        Dns = await PriceShop.DnsAsync(Token);
        Pod = Shop.Start(1, Dns);
        Dns.AddPod(Pod.Address);
        await Shop.Pods.AnswersAsync(Pod, "/peers", Token);
    }

    public async ValueTask DisposeAsync()
    {
        await Shop.DisposeAsync();
        await Dns.DisposeAsync();
        limit.Dispose();
        GC.SuppressFinalize(this);
    }
}
