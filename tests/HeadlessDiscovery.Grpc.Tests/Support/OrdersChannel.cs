using Grpc.Core;
using Grpc.Net.Client;
using HeadlessDiscovery.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.Grpc.Tests;

/// <summary>A channel to headless:///orders in a container of its own, over a fake list of peers.</summary>
internal sealed class OrdersChannel : IAsyncDisposable
{
    private readonly ServiceProvider provider;

    public OrdersChannel(Action<FakePeerResolver>? peers = null, Action<IServiceCollection>? services = null, Action<GrpcChannelOptions>? options = null, string address = "headless:///orders")
    {
        var collection = new ServiceCollection();
        collection.AddFakeHeadlessPeers("orders", peers);
        collection.AddHeadlessGrpcResolver();
        services?.Invoke(collection);
        provider = collection.BuildServiceProvider();
        Peers = provider.GetRequiredKeyedService<FakePeerResolver>("orders");
        var channelOptions = new GrpcChannelOptions { Credentials = ChannelCredentials.Insecure, ServiceProvider = provider };
        options?.Invoke(channelOptions);
        Channel = GrpcChannel.ForAddress(address, channelOptions);
        Client = new Orders.OrdersClient(Channel);
    }

    public FakePeerResolver Peers { get; }

    public GrpcChannel Channel { get; }

    public Orders.OrdersClient Client { get; }

    /// <summary>Who answers so many calls, one after the other.</summary>
    public async Task<Dictionary<string, int>> WhoAsync(int calls, CancellationToken token)
    {
        var answers = new Dictionary<string, int>();
        for (var call = 0; call < calls; call++)
        {
            var answer = await Client.WhoAsync(new Question(), cancellationToken: token);
            answers[answer.Pod] = answers.GetValueOrDefault(answer.Pod) + 1;
        }

        return answers;
    }

    /// <summary>Calls until each of these, and nobody else, has answered lately.</summary>
    public Task UntilAnsweredByAsync(CancellationToken token, params GrpcPod[] pods) => TestWait.UntilAsync(
        async () => (await WhoAsync(pods.Length * 2, token)).Keys.Order().SequenceEqual(pods.Select(pod => pod.Peer.ToString()).Order()),
        token);

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await provider.DisposeAsync();
    }
}
