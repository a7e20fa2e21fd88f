using HeadlessDiscovery.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessDiscovery.Http.Tests;

/// <summary>A client named "orders" in a container of its own, over a fake list of peers.</summary>
internal sealed class Client : IAsyncDisposable
{
    private readonly ServiceProvider provider;

    public Client(IEnumerable<Peer> peers, Action<PeerHttpClientOptions>? options = null, Action<IHttpClientBuilder>? http = null, Action<IServiceCollection>? services = null)
    {
        var collection = new ServiceCollection();
        services?.Invoke(collection);
        collection.AddFakeHeadlessPeers("orders", fake => fake.Set(peers));
        collection.AddPeerHttpClient("orders", Patiently);
        var builder = collection.AddPeerHttpClient("orders", options ?? (_ => { }));
        http?.Invoke(builder);
        provider = collection.BuildServiceProvider();
        Peers = provider.GetRequiredKeyedService<FakePeerResolver>("orders");
        Http = provider.GetRequiredKeyedService<PeerHttpClient>("orders");
    }

    public FakePeerResolver Peers { get; }

    public PeerHttpClient Http { get; }

    public PeerPipelines Pipelines => provider.GetRequiredService<PeerHttpClientFactory>().Pods("orders");

    public ValueTask<PeerReplies<string>> GetAsync(CancellationToken token, PeerCallOptions? options = null) => Http.SendAllAsync(Get, Text, options, token);

    /// <summary>For calls that are meant to be answered, on a machine that may be slow.</summary>
    public static void Patiently(PeerHttpClientOptions options) => options.ConnectTimeout = options.PerPeerTimeout = TimeSpan.FromSeconds(50);

    public static HttpRequestMessage Get(Peer peer) => new(HttpMethod.Get, "/");

    public static HttpRequestMessage Post(Peer peer) => new(HttpMethod.Post, "/");

    /// <summary>The text of a success; anything else throws.</summary>
    public static async ValueTask<string> Text(HttpResponseMessage response, CancellationToken token) =>
        await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(token);

    public ValueTask DisposeAsync() => provider.DisposeAsync();
}
