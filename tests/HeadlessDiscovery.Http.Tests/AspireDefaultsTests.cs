using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Polly.CircuitBreaker;

namespace HeadlessDiscovery.Http.Tests;

/// <summary>An application with Aspire's service defaults, added before or after the client.</summary>
public sealed class AspireDefaultsTests : SafetyNet
{
    // More than the 100 calls at which the circuit breaker of the standard resilience handler begins to judge.
    private const int Calls = 120;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_pod_that_answers_500_opens_no_circuit_for_the_others(bool defaultsFirst)
    {
        await using var one = await Pod.StartAsync(Pod.Says("one"), "127.0.1.1");
        await using var two = await Pod.StartAsync(Pod.Says("two"), "127.0.1.2");
        await using var bad = await Pod.StartAsync(Pod.Status(500), "127.0.1.3");
        using var host = Build(defaultsFirst, [one.Peer, two.Peer, bad.Peer], options => options.BreakDuration = TimeSpan.Zero);
        await host.StartAsync(Token);
        var client = host.Services.GetRequiredService<PeerHttpClient>();
        var rounds = await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => client.SendAllAsync(Client.Post, Client.Text, cancellationToken: Token).AsTask()));

        // The circuit would be open now: every call of the bad pod has reached it and failed.
        NonEmpty.All(rounds, replies => Assert.IsType<HttpRequestException>(Assert.Single(replies.Failed).Error));
        NonEmpty.All(rounds.Append(await client.SendAllAsync(Client.Post, Client.Text, cancellationToken: Token)), replies =>
            Assert.Equal(["one", "two"], replies.Succeeded.Select(reply => reply.Value).Order()));
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task With_these_defaults_a_plain_client_does_open_one_circuit_for_all()
    {
        await using var good = await Pod.StartAsync(Pod.Says("good"), "127.0.1.1");
        await using var bad = await Pod.StartAsync(Pod.Status(500), "127.0.1.2");
        using var host = Build(defaultsFirst: true, [good.Peer, bad.Peer]);
        using var plain = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("plain");
        Assert.Equal("good", await plain.GetStringAsync(new Uri($"http://{good.Peer}/"), Token));
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var failing = Enumerable.Range(0, Calls).Select(_ => plain.GetAsync(new Uri($"http://{bad.Peer}/"), enough.Token)).ToArray();
        await Assert.ThrowsAsync<BrokenCircuitException>(async () =>
        {
            while (true)
            {
                await plain.GetStringAsync(new Uri($"http://{good.Peer}/"), Token);
            }
        });
        await enough.CancelAsync();
        await Task.WhenAll(failing).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    [Fact]
    public async Task A_request_is_sent_as_often_as_the_client_says_and_not_as_the_defaults_say()
    {
        var asked = 0;
        await using var bad = await Pod.StartAsync(context =>
        {
            Interlocked.Increment(ref asked);
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        });
        using var host = Build(defaultsFirst: true, [bad.Peer]);
        await host.Services.GetRequiredService<PeerHttpClient>().SendAllAsync(Client.Get, Client.Text, cancellationToken: Token);
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task The_name_of_a_service_reaches_the_pod_and_is_not_resolved()
    {
        await using var pod = await Pod.StartAsync(context => context.Response.WriteAsync(context.Request.Host.Value!));
        using var host = Build(defaultsFirst: true, [pod.Peer], options => options.HostName = "no-such-service");
        var replies = await host.Services.GetRequiredService<PeerHttpClient>().SendAllAsync(Client.Get, Client.Text, cancellationToken: Token);
        Assert.Equal($"no-such-service:{pod.Peer.Port}", Assert.Single(replies.Succeeded).Value);
    }

    private static IHost Build(bool defaultsFirst, Peer[] peers, Action<PeerHttpClientOptions>? options = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        if (defaultsFirst)
        {
            builder.AddServiceDefaults();
        }

        builder.Services.AddFakeHeadlessPeers("orders", fake => fake.Set(peers));
        builder.Services.AddPeerHttpClient("orders", Client.Patiently);
        builder.Services.AddPeerHttpClient("orders", options ?? (_ => { }));
        if (!defaultsFirst)
        {
            builder.AddServiceDefaults();
        }

        return builder.Build();
    }
}
