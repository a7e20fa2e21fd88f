using System.Net.Sockets;
using HeadlessDiscovery.Http.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;

namespace HeadlessDiscovery.ServiceDiscovery.Tests;

/// <summary>Retries, and the order of the two lines that an HTTP client has.</summary>
public sealed class RetryTests : SafetyNet
{
    [Fact]
    public async Task A_retry_goes_to_another_pod_where_resilience_is_added_before_service_discovery()
    {
        await using var one = await Pod.StartAsync(Pod.Says("one"), "127.0.73.1");
        await using var two = await Pod.StartAsync(Pod.Says("two"), "127.0.73.2");
        await using var app = Application.Start(http: http =>
        {
            http.AddStandardResilienceHandler(AtOnce);
            http.AddServiceDiscovery();
        });
        app.Peers.Set([one.Peer, two.Peer, Dead("127.0.73.3")]);
        var answers = await app.SpreadAsync("http://orders/", 6, Token);
        Assert.Equal(6, answers.Split(", ").Sum(answer => int.Parse(answer.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_retry_goes_to_the_same_pod_where_resilience_is_added_after_service_discovery()
    {
        await using var one = await Pod.StartAsync(Pod.Says("one"), "127.0.73.1");
        await using var two = await Pod.StartAsync(Pod.Says("two"), "127.0.73.2");
        await using var app = Application.Start(http: http =>
        {
            http.AddServiceDiscovery();
            http.AddStandardResilienceHandler(AtOnce);
        });
        app.Peers.Set([one.Peer, two.Peer, Dead("127.0.73.3")]);
        var failed = 0;
        for (var call = 0; call < 6; call++)
        {
            try
            {
                await app.GetAsync("http://orders/", Token);
            }
            catch (HttpRequestException exception) when (exception.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
            {
                failed++;
            }
        }

        Assert.Equal(2, failed);
    }

    [Fact]
    public async Task A_retry_after_an_empty_list_finds_the_pods_that_came()
    {
        await using var pod = await Pod.StartAsync(Pod.Says("one"));
        Application? running = null;
        await using var app = running = Application.Start(http: http =>
        {
            http.AddStandardResilienceHandler(options =>
            {
                AtOnce(options);
                options.Retry.OnRetry = _ =>
                {
                    running!.Peers.Set([pod.Peer]);
                    return default;
                };
            });
            http.AddServiceDiscovery();
        });
        app.Peers.Empty();
        Assert.Equal("one", await app.GetAsync("http://orders/", Token));
    }

    private static void AtOnce(HttpStandardResilienceOptions options)
    {
        options.Retry.Delay = TimeSpan.Zero;
        options.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(50);
        options.AttemptTimeout.Timeout = TimeSpan.FromSeconds(25);
        options.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(50);
    }

    // Nothing listens at this port.
    private static Peer Dead(string address) => Peer.Parse($"{address}:{FreePort.On(address)}");
}
