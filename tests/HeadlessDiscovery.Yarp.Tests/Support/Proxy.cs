using System.Net;
using HeadlessDiscovery.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace HeadlessDiscovery.Yarp.Tests;

/// <summary>A real proxy on loopback. Each cluster is reached by its name as the first part of the path.</summary>
internal sealed class Proxy : IAsyncDisposable
{
    private readonly WebApplication app;

    private Proxy(WebApplication app, bool keepsCookies)
    {
        this.app = app;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = keepsCookies }) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(90) };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => app.Services;

    public FakePeerResolver Peers => Fake("orders");

    public static ClusterConfig Cluster(string id, string address, Func<ClusterConfig, ClusterConfig>? configure = null, string? health = null)
    {
        var cluster = new ClusterConfig
        {
            ClusterId = id,
            LoadBalancingPolicy = "RoundRobin",
            Destinations = new Dictionary<string, DestinationConfig> { ["pods"] = new() { Address = address, Health = health } },
        };
        return configure?.Invoke(cluster) ?? cluster;
    }

    public static async Task<Proxy> StartAsync(
        ClusterConfig[] clusters,
        Action<FakePeerResolver>? script = null,
        Action<HeadlessDestinationResolverOptions>? options = null,
        Action<WebApplicationBuilder>? application = null,
        Action<IReverseProxyBuilder>? yarp = null,
        bool keepsCookies = false)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRouting();
        builder.Services.AddFakeHeadlessPeers("orders", script ?? (_ => { }));
        var routes = clusters.Select(cluster => new RouteConfig
        {
            RouteId = cluster.ClusterId,
            ClusterId = cluster.ClusterId,
            Match = new RouteMatch { Path = $"/{cluster.ClusterId}/{{**rest}}" },
            Transforms = [new Dictionary<string, string> { ["PathRemovePrefix"] = $"/{cluster.ClusterId}" }],
        });
        var loaded = builder.Services.AddReverseProxy().LoadFromMemory([.. routes], clusters).AddHeadlessPeers(options ?? (_ => { }));
        yarp?.Invoke(loaded);
        application?.Invoke(builder);
        var app = builder.Build();
        app.MapReverseProxy();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new Proxy(app, keepsCookies);
    }

    public FakePeerResolver Fake(string name) => app.Services.GetRequiredKeyedService<FakePeerResolver>(name);

    public Task<string> GetAsync(string path, CancellationToken token) => Client.GetStringAsync(new Uri(path, UriKind.Relative), token);

    public async Task<HttpStatusCode> StatusAsync(string path, CancellationToken token)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative), token);
        return response.StatusCode;
    }

    /// <summary>Who answers so many calls, and how often each.</summary>
    public async Task<string> SpreadAsync(string path, int calls, CancellationToken token)
    {
        var answers = new List<string>();
        for (var call = 0; call < calls; call++)
        {
            answers.Add(await GetAsync(path, token));
        }

        return string.Join(", ", answers.CountBy(answer => answer).OrderBy(answer => answer.Key, StringComparer.Ordinal).Select(answer => $"{answer.Key} {answer.Value}"));
    }

    /// <summary>The destinations that the proxy has now, by id.</summary>
    public IReadOnlyList<DestinationState> Destinations(string cluster) =>
        app.Services.GetRequiredService<IProxyStateLookup>().TryGetCluster(cluster, out var state) ? [.. state.Destinations.Values.OrderBy(one => one.DestinationId, StringComparer.Ordinal)] : [];

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }
}
