using System.Globalization;
using System.Net;
using Grpc.Core;
using HeadlessDiscovery.Grpc.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.Plugs.Tests;

/// <summary>A real server on an address of its own that says over HTTP and over gRPC which pod it is.</summary>
internal sealed class ServedPod : Orders.OrdersBase, IAsyncDisposable
{
    /// <summary>How long a request takes, so that some are running whenever a pod ends.</summary>
    private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(20);

    private readonly WebApplication app;
    private readonly string name;

    private ServedPod(int number, PodNetwork network)
    {
        name = string.Create(CultureInfo.InvariantCulture, $"pod {number}");
        Address = network.AddressOf(number);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            server.Listen(IPAddress.Parse(Address), network.HttpPort, listen => listen.Protocols = HttpProtocols.Http1);
            server.Listen(IPAddress.Parse(Address), network.GrpcPort, listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        app = builder.Build();
        app.MapGrpcService<ServedPod>();
        app.MapGet("/", async context =>
        {
            await Task.Delay(Work, context.RequestAborted);
            await context.Response.WriteAsync(name, context.RequestAborted);
        });
    }

    public string Address { get; }

    /// <summary>Starts one. The first pod of a network takes free ports, which the others then have too.</summary>
    public static async Task<ServedPod> StartAsync(int number, PodNetwork network, CancellationToken token)
    {
        var pod = new ServedPod(number, network);
        await pod.app.StartAsync(token);
        var bound = pod.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address).Port).ToArray();
        (network.HttpPort, network.GrpcPort) = (bound[0], bound[1]);
        return pod;
    }

    public override async Task<Answer> Who(Question request, ServerCallContext context)
    {
        await Task.Delay(Work, context.CancellationToken);
        return new Answer { Pod = name };
    }

    /// <summary>What SIGTERM does: no new connections, running requests end, then the connections close.</summary>
    public Task TerminateAsync() => app.StopAsync(CancellationToken.None);

    /// <summary>As a process that is killed: connections end at once.</summary>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }
}
