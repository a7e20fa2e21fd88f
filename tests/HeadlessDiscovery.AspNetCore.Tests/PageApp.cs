using System.Net;
using HeadlessDiscovery.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.AspNetCore.Tests;

/// <summary>An application with the page, on a free port of loopback.</summary>
internal sealed class PageApp : IAsyncDisposable
{
    private readonly WebApplication app;

    private PageApp(WebApplication app, SeenLogs logs)
    {
        this.app = app;
        Logs = logs;
        Address = new Uri(app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Http = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public SeenLogs Logs { get; }

    public IServiceProvider Services => app.Services;

    public static async Task<PageApp> StartAsync(Action<WebApplicationBuilder> services, Action<WebApplication>? map = null, string environment = "Development", int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1));
        var logs = new SeenLogs();
        builder.Logging.ClearProviders().AddProvider(logs);
        services(builder);
        var app = builder.Build();
        (map ?? (static app => app.MapHeadlessPeers()))(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new PageApp(app, logs);
    }

    /// <summary>With a fake resolver, which says what the test says.</summary>
    public static Task<PageApp> WithFakeAsync(Action<FakePeerResolver> fake, Action<WebApplication>? map = null, string environment = "Development", int port = 0) =>
        StartAsync(builder => builder.Services.AddHeadlessPeers("orders").AddFakeHeadlessPeers("orders", fake), map, environment, port);

    /// <summary>With the real resolver, which asks a server of this test.</summary>
    public static Task<PageApp> WithServerAsync(HeadlessServiceServer server, Action<HeadlessPeersOptions>? options = null) =>
        StartAsync(builder => builder.Services.AddHeadlessPeers("orders", configured =>
        {
            server.Configure(configured, TimeSpan.FromSeconds(1));
            configured.Port = 5000;
            options?.Invoke(configured);
        }));

    public FakePeerResolver Fake(string name = "orders") => Services.GetRequiredKeyedService<FakePeerResolver>(name);

    public IPeerResolver Resolver(string name = "orders") => Services.GetRequiredKeyedService<IPeerResolver>(name);

    public Task StopAsync(CancellationToken cancellationToken) => app.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
    }
}
