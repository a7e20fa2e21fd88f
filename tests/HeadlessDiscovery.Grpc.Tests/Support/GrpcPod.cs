using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.Grpc.Tests;

/// <summary>A real gRPC server on a loopback address of its own.</summary>
internal sealed class GrpcPod : Orders.OrdersBase, IAsyncDisposable
{
    private readonly WebApplication app;
    private int asked;

    private GrpcPod(string address, int port, X509Certificate2? certificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(server => server.Listen(IPAddress.Parse(address), port, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            if (certificate is not null)
            {
                listen.UseHttps(https => https.ServerCertificateSelector = (connection, name) =>
                {
                    connection!.Items["SNI"] = name;
                    return certificate;
                });
            }
        }));
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        app = builder.Build();
        app.MapGrpcService<GrpcPod>();
    }

    public Peer Peer { get; private set; } = null!;

    /// <summary>How many calls have arrived.</summary>
    public int Asked => Volatile.Read(ref asked);

    /// <summary>The methods of the calls that the caller has ended.</summary>
    public ConcurrentQueue<string> Cancelled { get; } = new();

    /// <summary>What happens before a call is answered.</summary>
    public Func<ServerCallContext, Task> Before { get; set; } = _ => Task.CompletedTask;

    public static async Task<GrpcPod> StartAsync(string address, int port = 0, X509Certificate2? certificate = null)
    {
        var pod = new GrpcPod(address, port, certificate);
        await pod.app.StartAsync(TestContext.Current.CancellationToken);
        var bound = pod.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        pod.Peer = Peer.Parse(bound.Split("://")[1]);
        return pod;
    }

    public override async Task<Answer> Who(Question request, ServerCallContext context) => await AnswerAsync(request.Number, context);

    public override async Task Count(Question request, IServerStreamWriter<Answer> responseStream, ServerCallContext context)
    {
        for (var number = 1; number <= request.Number; number++)
        {
            await responseStream.WriteAsync(await AnswerAsync(number, context), context.CancellationToken);
        }
    }

    public override async Task<Answer> Sum(IAsyncStreamReader<Question> requestStream, ServerCallContext context)
    {
        var sum = 0;
        await foreach (var question in requestStream.ReadAllAsync(context.CancellationToken))
        {
            sum += question.Number;
        }

        return await AnswerAsync(sum, context);
    }

    public override async Task Echo(IAsyncStreamReader<Question> requestStream, IServerStreamWriter<Answer> responseStream, ServerCallContext context)
    {
        await foreach (var question in requestStream.ReadAllAsync(context.CancellationToken))
        {
            await responseStream.WriteAsync(await AnswerAsync(question.Number, context), context.CancellationToken);
        }
    }

    /// <summary>As a process that is killed: connections end at once.</summary>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private async Task<Answer> AnswerAsync(int number, ServerCallContext context)
    {
        Interlocked.Increment(ref asked);
        using var ended = context.CancellationToken.Register(() => Cancelled.Enqueue(context.Method));
        await Before(context);
        var http = context.GetHttpContext();
        var items = http.Features.GetRequiredFeature<IConnectionItemsFeature>().Items;
        return new Answer
        {
            Pod = Peer.ToString(),
            Number = number,
            Authority = http.Request.Host.Value ?? string.Empty,
            Sni = items.TryGetValue("SNI", out var name) ? name as string ?? string.Empty : string.Empty,
        };
    }
}
