using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using HeadlessDiscovery.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ZiggyCreatures.Caching.Fusion;

namespace HeadlessDiscovery.FusionCache.Tests;

/// <summary>An application in this process, on an address of its own, whose peers the test lists.</summary>
internal sealed class CachePod : IAsyncDisposable
{
    public const string Secret = "a secret of this test run";
    public const string Service = "prices";

    private readonly WebApplication app;

    private CachePod(WebApplication app)
    {
        this.app = app;
        Peer = Peer.Parse(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single().Split("://")[1]);
    }

    public Peer Peer { get; }

    public IFusionCache Cache => Named(FusionCacheOptions.DefaultCacheName);

    public FakePeerResolver Peers => Of(Service);

    public IFusionCache Named(string cache) => app.Services.GetRequiredService<IFusionCacheProvider>().GetCache(cache);

    public FakePeerResolver Of(string service) => (FakePeerResolver)app.Services.GetRequiredKeyedService<IPeerResolver>(service);

    /// <summary>With one cache, unless the test adds others.</summary>
    public static async Task<CachePod> StartAsync(
        string address, CancellationToken token, Action<WebApplicationBuilder>? add = null, Action<WebApplication>? use = null, X509Certificate2? certificate = null)
    {
        var app = Build(address, add ?? (builder => AddCache(builder)), certificate);
        use?.Invoke(app);
        app.MapPeerBackplane();
        await app.StartAsync(token);
        return new CachePod(app);
    }

    public static WebApplication Build(string address, Action<WebApplicationBuilder> add, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("PeerBackplane:Secret", Secret)]);
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => server.Listen(IPAddress.Parse(address), 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        if (certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        add(builder);
        return builder.Build();
    }

    public static void AddCache(WebApplicationBuilder builder, string name = FusionCacheOptions.DefaultCacheName, string service = Service, Action<PeerBackplaneOptions>? configure = null)
    {
        builder.Services.AddFakeHeadlessPeers(service);
        builder.Services.AddFusionCache(name)
            .WithOptions(options => options.AutoRecoveryDelay = TimeSpan.FromMilliseconds(50))
            .WithDefaultEntryOptions(options => options.SetDuration(TimeSpan.FromHours(1)).SetSkipBackplaneNotifications(true))
            .WithPeerBackplane(service, configure ?? (_ => { }));
    }

    /// <summary>Lists the other one, each with itself.</summary>
    public static void Connect(CachePod one, CachePod other)
    {
        one.Peers.WithSelf($"{one.Peer}").Set([one.Peer, other.Peer]);
        other.Peers.WithSelf($"{other.Peer}").Set([one.Peer, other.Peer]);
    }

    /// <summary>A real change: the others are to forget the key.</summary>
    public ValueTask ChangeAsync(string key, CancellationToken token) => Cache.RemoveAsync(key, options => options.SetSkipBackplaneNotifications(false), token: token);

    /// <summary>What waits for each peer, from the endpoint.</summary>
    public async Task<Dictionary<string, int>> PendingAsync(CancellationToken token)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{Peer}/_cache");
        request.Headers.Add("X-Peer-Secret", Secret);
        using var response = await http.SendAsync(request, token);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<Dictionary<string, int>>(token))!;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }
}
