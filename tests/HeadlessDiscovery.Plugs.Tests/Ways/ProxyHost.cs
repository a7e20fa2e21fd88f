using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;

namespace HeadlessDiscovery.Plugs.Tests;

/// <summary>A real YARP on loopback with one destination, and a client of it.</summary>
internal sealed record ProxyHost(IHost Host, HttpClient Client)
{
    public static async Task<ProxyHost> StartAsync(DestinationConfig destination, Action<IServiceCollection> services, Action<IReverseProxyBuilder> yarp, CancellationToken token)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRouting();
        services(builder.Services);
        yarp(builder.Services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "orders", ClusterId = "orders", Match = new RouteMatch { Path = "{**rest}" } }],
            [new ClusterConfig { ClusterId = "orders", LoadBalancingPolicy = "RoundRobin", Destinations = new Dictionary<string, DestinationConfig> { ["pods"] = destination } }]));
        var app = builder.Build();
        try
        {
            // YARP loads here, and blocks the thread until it has.
            await Task.Run(() => app.MapReverseProxy(), token);
            await app.StartAsync(token);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new ProxyHost(app, new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(address) });
    }
}
