using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using HeadlessDiscovery.Grpc.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Yarp.ReverseProxy.Configuration;

namespace HeadlessDiscovery.Plugs.Tests.ByHand;

/// <summary>What is written by hand without the packages: each with its own defaults, by the full name of the Service, over the DNS of the system.</summary>
internal static class HandWays
{
    private const string Zone = "default.svc.cluster.local";
    private const string Name = $"{PackageWays.Service}.{Zone}";

    /// <summary>With no endpoints in the configuration, service discovery passes the name on to system DNS.</summary>
    public static Task<Way> HttpAsync(PodNetwork network)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddServiceDiscovery();
        builder.Services.AddHttpClient("orders", client => client.BaseAddress = new Uri($"http://{Name}:{network.HttpPort}"))
            .UseSocketsHttpHandler((handler, _) => handler.UseProxy = false)
            .AddServiceDiscovery();
        var host = builder.Build();
        var clients = host.Services.GetRequiredService<IHttpClientFactory>();
        return Task.FromResult<Way>(new HandWay("`HttpClient` and system DNS", (IAsyncDisposable)host, token => PackageWays.GetAsync(clients.CreateClient("orders"), token)));
    }

    public static Task<Way> GrpcAsync(PodNetwork network, string service = PackageWays.Service)
    {
        var services = new ServiceCollection();
        var channel = GrpcChannel.ForAddress($"dns:///{service}.{Zone}:{network.GrpcPort}", new GrpcChannelOptions
        {
            Credentials = ChannelCredentials.Insecure,
            ServiceConfig = new ServiceConfig { LoadBalancingConfigs = { new RoundRobinConfig() } },
        });
        services.AddSingleton(_ => channel);
        var provider = services.BuildServiceProvider();
        var orders = new Orders.OrdersClient(provider.GetRequiredService<GrpcChannel>());
        return Task.FromResult<Way>(new HandWay("`dns:///` of Grpc.Net.Client", provider, async token => (await orders.WhoAsync(new Question(), cancellationToken: token)).Pod));
    }

    public static Task<Way> YarpAsync(PodNetwork network) => YarpAsync(network, null, CancellationToken.None);

    /// <param name="network">Where the pods are.</param>
    /// <param name="period">How often names are resolved again; null for the default of YARP, which is five minutes.</param>
    /// <param name="token">Ends the start.</param>
    public static async Task<Way> YarpAsync(PodNetwork network, TimeSpan? period, CancellationToken token)
    {
        var proxy = await ProxyHost.StartAsync(
            new DestinationConfig { Address = $"http://{Name}:{network.HttpPort}/" },
            _ => { },
            yarp => yarp.AddDnsDestinationResolver(options => options.RefreshPeriod = period ?? options.RefreshPeriod),
            token);
        return new HandWay("YARP's DNS destination resolver", (IAsyncDisposable)proxy.Host, stop => PackageWays.GetAsync(proxy.Client, stop));
    }
}

/// <summary>One of them, and what ends it.</summary>
internal sealed class HandWay(string name, IAsyncDisposable owner, Func<CancellationToken, Task<string>> call) : Way(name)
{
    public override Task<string> CallAsync(CancellationToken token) => call(token);

    public override ValueTask DisposeAsync() => owner.DisposeAsync();
}
