using Grpc.Core;
using Grpc.Net.Client;
using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HeadlessDiscovery.Grpc.Tests;

/// <summary>Clients of the factory, in an application with Aspire's service defaults, added before or after them.</summary>
public sealed class AspireDefaultsTests : SafetyNet
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_of_the_factory_calls_all_pods(bool defaultsFirst)
    {
        await using var one = await GrpcPod.StartAsync("127.0.31.1");
        await using var two = await GrpcPod.StartAsync("127.0.31.2");
        using var host = Build(defaultsFirst, [one.Peer, two.Peer]);
        await host.StartAsync(Token);
        var client = host.Services.GetRequiredService<Orders.OrdersClient>();
        HashSet<string> answered = [], counted = [];
        await TestWait.UntilAsync(
            async () =>
            {
                answered.Add((await client.WhoAsync(new Question(), cancellationToken: Token)).Pod);
                using var counting = client.Count(new Question { Number = 1 }, cancellationToken: Token);
                counted.Add((await counting.ResponseStream.ReadAllAsync(Token).SingleAsync(Token)).Pod);
                await client.WhoAsync(new Question(), cancellationToken: Token);
                return answered.Count == 2 && counted.Count == 2;
            },
            Token);
        await host.StopAsync(Token);
    }

    [Fact]
    public void With_these_defaults_the_address_alone_is_rejected()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.AddServiceDefaults();
        builder.Services.AddFakeHeadlessPeers("orders");
        builder.Services.AddHeadlessGrpcResolver();
        builder.Services.AddGrpcClient<Orders.OrdersClient>(options => options.Address = new Uri("headless:///orders"))
            .ConfigureChannel(channel => channel.Credentials = ChannelCredentials.Insecure);
        using var host = builder.Build();
        var rejected = Assert.Throws<InvalidOperationException>(() => host.Services.GetRequiredService<Orders.OrdersClient>());
        Assert.Contains("doesn't support client-side load balancing", rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_is_sent_once_and_not_as_often_as_the_defaults_say()
    {
        await using var pod = await GrpcPod.StartAsync("127.0.31.1");
        pod.Before = call =>
        {
            // An answer that the standard resilience handler would repeat.
            call.GetHttpContext().Response.StatusCode = 503;
            throw new RpcException(new Status(StatusCode.Unavailable, "not now"));
        };
        using var host = Build(defaultsFirst: true, [pod.Peer]);
        await Assert.ThrowsAsync<RpcException>(async () => await host.Services.GetRequiredService<Orders.OrdersClient>().WhoAsync(new Question(), cancellationToken: Token));
        Assert.Equal(1, pod.Asked);
    }

    [Fact]
    public async Task One_bad_pod_opens_no_circuit_for_the_others()
    {
        // More than the 100 calls at which the circuit breaker of the standard resilience handler begins to judge.
        const int Calls = 300;
        await using var good = await GrpcPod.StartAsync("127.0.31.1");
        await using var bad = await GrpcPod.StartAsync("127.0.31.2");
        bad.Before = call =>
        {
            call.GetHttpContext().Response.StatusCode = 500;
            throw new RpcException(new Status(StatusCode.Internal, "bad"));
        };
        using var host = Build(defaultsFirst: true, [good.Peer, bad.Peer]);
        var client = host.Services.GetRequiredService<Orders.OrdersClient>();
        var answered = 0;
        while (bad.Asked < Calls)
        {
            try
            {
                await client.WhoAsync(new Question(), cancellationToken: Token);
                answered++;
            }
            catch (RpcException error) when (error.StatusCode == StatusCode.Internal && error.Status.Detail == "bad")
            {
            }
        }

        // In turn, once both are connected. An open circuit would have ended the loop with another error.
        Assert.True(answered > Calls / 2, $"{answered} of {good.Asked} answered");
    }

    [Fact]
    public async Task What_the_application_adds_to_the_client_itself_is_used()
    {
        await using var pod = await GrpcPod.StartAsync("127.0.31.1");
        using var certificate = new ServiceCertificate("orders");
        await using var secure = await GrpcPod.StartAsync("127.0.31.2", certificate: certificate.Certificate);
        var sent = 0;
        using var host = Build(defaultsFirst: true, [secure.Peer], ChannelCredentials.SecureSsl, client => client
            .UseSocketsHttpHandler((handler, _) => handler.SslOptions = certificate.Trust())
            .AddHttpMessageHandler(() => new Counting(() => Interlocked.Increment(ref sent))));
        var answer = await host.Services.GetRequiredService<Orders.OrdersClient>().WhoAsync(new Question(), cancellationToken: Token);
        Assert.Equal((1, "orders"), (sent, answer.Sni));
    }

    [Fact]
    public void A_pod_is_called_without_a_proxy_and_tried_again_after_5_seconds_at_most()
    {
        var set = new GrpcChannelOptions();
        using var host = Build(defaultsFirst: true, [], client: client => client.ConfigureChannel(channel => set = channel));
        Assert.NotNull(host.Services.GetRequiredService<Orders.OrdersClient>());
        Assert.Equal(TimeSpan.FromSeconds(5), set.MaxReconnectBackoff);
        var handler = set.HttpHandler;
        while (handler is DelegatingHandler outer)
        {
            handler = outer.InnerHandler;
        }

        Assert.False(Assert.IsType<SocketsHttpHandler>(handler).UseProxy);
    }

    private static IHost Build(bool defaultsFirst, Peer[] peers, ChannelCredentials? credentials = null, Action<IHttpClientBuilder>? client = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        if (defaultsFirst)
        {
            builder.AddServiceDefaults();
        }

        builder.Services.AddFakeHeadlessPeers("orders", fake => fake.Set(peers));
        var grpc = builder.Services.AddGrpcClient<Orders.OrdersClient>().UseHeadlessPeers("orders", credentials);
        client?.Invoke(grpc);
        if (!defaultsFirst)
        {
            builder.AddServiceDefaults();
        }

        return builder.Build();
    }

    private sealed class Counting(Action count) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            count();
            return base.SendAsync(request, cancellationToken);
        }
    }
}
