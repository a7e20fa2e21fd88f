using Grpc.Core;
using HeadlessDiscovery.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessDiscovery.Grpc.Tests;

/// <summary>A client of every pod, named "orders", in a container of its own, over a fake list of peers.</summary>
internal sealed class EveryPod : IAsyncDisposable
{
    private readonly ServiceProvider provider;

    public EveryPod(IEnumerable<Peer> peers, Action<PeerGrpcClientOptions>? options = null, Action<IHttpClientBuilder>? http = null)
    {
        var services = new ServiceCollection();
        services.AddFakeHeadlessPeers("orders", fake => fake.Set(peers));

        // For calls that are meant to be answered, on a machine that may be slow.
        services.AddPeerGrpcClient("orders", patient => patient.ConnectTimeout = patient.PerPeerTimeout = TimeSpan.FromSeconds(50));
        var builder = services.AddPeerGrpcClient("orders", options ?? (_ => { }));
        http?.Invoke(builder);
        provider = services.BuildServiceProvider();
        Peers = provider.GetRequiredKeyedService<FakePeerResolver>("orders");
        Client = provider.GetRequiredKeyedService<PeerGrpcClient>("orders");
    }

    public FakePeerResolver Peers { get; }

    public PeerGrpcClient Client { get; }

    public PodChannels Channels => provider.GetRequiredService<PeerGrpcClients>().Pods("orders");

    public ValueTask<PeerReplies<Answer>> WhoAsync(CancellationToken token, PeerCallOptions? options = null) =>
        Client.CallAllAsync(async (pod, stop) => await new Orders.OrdersClient(pod).WhoAsync(new Question(), cancellationToken: stop), options, token);

    public ValueTask DisposeAsync() => provider.DisposeAsync();
}
