using HeadlessDiscovery.Grpc.Tests;
using HeadlessDiscovery.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Yarp.ReverseProxy.Configuration;

namespace HeadlessDiscovery.Plugs.Tests;

/// <summary>The three packages, each in a host of its own, with peers named "orders" out of DNS.</summary>
internal static class PackageWays
{
    public const string Service = "orders-headless";

    public static IReadOnlyList<Func<HeadlessServiceServer, PodNetwork, Action<HeadlessPeersOptions>, CancellationToken, Task<PackageWay>>> All { get; } = [ServiceDiscoveryAsync, GrpcAsync, YarpAsync];

    public static async Task<PackageWay> ServiceDiscoveryAsync(HeadlessServiceServer dns, PodNetwork network, Action<HeadlessPeersOptions> options, CancellationToken token)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        AddPeers(builder.Services, dns, options);
        builder.Services.AddServiceDiscovery().AddHeadlessPeersServiceEndpointProvider();
        builder.Services.AddHttpClient("orders", client => client.BaseAddress = new Uri($"http://orders:{network.HttpPort}"))
            .UseSocketsHttpHandler((handler, _) => handler.UseProxy = false)
            .AddServiceDiscovery();
        var host = await StartAsync(builder, token);
        var clients = host.Services.GetRequiredService<IHttpClientFactory>();
        return new PackageWay("HeadlessDiscovery.ServiceDiscovery", host, stop => GetAsync(clients.CreateClient("orders"), stop));
    }

    public static async Task<PackageWay> GrpcAsync(HeadlessServiceServer dns, PodNetwork network, Action<HeadlessPeersOptions> options, CancellationToken token)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        AddPeers(builder.Services, dns, peers =>
        {
            options(peers);
            peers.Port = network.GrpcPort;
        });
        builder.Services.AddGrpcClient<Orders.OrdersClient>().UseHeadlessPeers("orders");
        var host = await StartAsync(builder, token);
        var orders = host.Services.GetRequiredService<Orders.OrdersClient>();
        return new PackageWay("HeadlessDiscovery.Grpc", host, async stop => (await orders.WhoAsync(new Question(), cancellationToken: stop)).Pod);
    }

    public static async Task<PackageWay> YarpAsync(HeadlessServiceServer dns, PodNetwork network, Action<HeadlessPeersOptions> options, CancellationToken token)
    {
        var proxy = await ProxyHost.StartAsync(
            new DestinationConfig { Address = $"http://orders:{network.HttpPort}/" },
            services => AddPeers(services, dns, options),
            yarp => yarp.AddHeadlessPeers(),
            token);
        return new PackageWay("HeadlessDiscovery.Yarp", proxy.Host, stop => GetAsync(proxy.Client, stop));
    }

    public static Task<string> GetAsync(HttpClient client, CancellationToken token) => client.GetStringAsync(new Uri("/", UriKind.Relative), token);

    private static void AddPeers(IServiceCollection services, HeadlessServiceServer dns, Action<HeadlessPeersOptions> options) =>
        services.AddHeadlessPeers("orders", peers =>
        {
            dns.Configure(peers);
            peers.ServiceName = Service;
            peers.Membership = PeerMembership.Client;
            options(peers);
        });

    private static async Task<IHost> StartAsync(HostApplicationBuilder builder, CancellationToken token)
    {
        var host = builder.Build();
        await host.StartAsync(token);
        return host;
    }
}

/// <summary>A package in a running host.</summary>
internal sealed class PackageWay(string name, IHost host, Func<CancellationToken, Task<string>> call) : Way(name)
{
    public IPeerResolver Peers => host.Services.GetRequiredKeyedService<IPeerResolver>("orders");

    public override Task<string> CallAsync(CancellationToken token) => call(token);

    public override ValueTask DisposeAsync() => ((IAsyncDisposable)host).DisposeAsync();
}
