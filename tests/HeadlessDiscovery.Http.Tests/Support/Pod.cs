using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.Http.Tests;

/// <summary>A real web server on loopback that answers every request alike.</summary>
internal sealed class Pod : IAsyncDisposable
{
    /// <summary>The key of what a client sent as SNI, in the items of its connection.</summary>
    public const string NameIndicated = "SNI";

    private readonly WebApplication app;

    private Pod(WebApplication app)
    {
        this.app = app;
        var bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Peers = [.. bound.Select(address => Peer.Parse(address.Split("://")[1]))];
    }

    public Peer Peer => Peers[0];

    public IReadOnlyList<Peer> Peers { get; }

    public static Task<Pod> StartAsync(RequestDelegate answer, string address = "127.0.0.1", HttpProtocols protocols = HttpProtocols.Http1, X509Certificate2? certificate = null, int port = 0) =>
        StartAsync(answer, [address], protocols, certificate, port);

    public static async Task<Pod> StartAsync(RequestDelegate answer, IEnumerable<string> addresses, HttpProtocols protocols = HttpProtocols.Http1, X509Certificate2? certificate = null, int port = 0)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            foreach (var address in addresses)
            {
                server.Listen(IPAddress.Parse(address), port, listen =>
                {
                    listen.Protocols = protocols;
                    if (certificate is not null)
                    {
                        listen.UseHttps(https =>
                        {
                            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                            https.AllowAnyClientCertificate();
                            https.ServerCertificateSelector = (connection, name) =>
                            {
                                connection!.Items[NameIndicated] = name;
                                return certificate;
                            };
                        });
                    }
                });
            }
        });
        if (certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new Pod(app);
    }

    /// <summary>Answers with this text.</summary>
    public static RequestDelegate Says(string text) => context => context.Response.WriteAsync(text);

    public static RequestDelegate Status(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }
}
