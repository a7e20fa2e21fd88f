using System.Net;
using HeadlessDiscovery.Http.Tests;
using HeadlessDiscovery.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessDiscovery.Yarp.Tests;

public sealed class EmptyTests : SafetyNet
{
    [Fact]
    public async Task An_empty_service_answers_503_and_heals()
    {
        await using var pod = await Pod.StartAsync(Pod.Says("one"));
        await using var proxy = await Proxy.StartAsync([Proxy.Cluster("orders", "http://orders/")], peers => peers.Set([pod.Peer]));
        Assert.Equal("one", await proxy.GetAsync("/orders/", Token));
        proxy.Peers.Empty();
        await UntilAsync(async () => await proxy.StatusAsync("/orders/", Token) == HttpStatusCode.ServiceUnavailable);
        proxy.Peers.Set([pod.Peer]);
        await UntilAsync(async () => await proxy.StatusAsync("/orders/", Token) == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_service_that_is_not_known_yet_answers_503_and_heals_and_delays_no_other_cluster_again()
    {
        await using var pod = await Pod.StartAsync(Pod.Says("pod"), "127.0.78.1");
        await using var first = await Pod.StartAsync(Pod.Says("first"), "127.0.78.2");
        await using var second = await Pod.StartAsync(Pod.Says("second"), "127.0.78.3");

        // The start waits for the first answer as long as the option says, and no longer: the default, 2 s.
        await using var proxy = await Proxy.StartAsync(
            [Proxy.Cluster("orders", "http://orders/"), Proxy.Cluster("billing", "http://billing/")],
            application: builder => builder.Services.AddFakeHeadlessPeers("billing", billing => billing.Set([first.Peer])));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await proxy.StatusAsync("/orders/", Token));
        Assert.Equal("first", await proxy.GetAsync("/billing/", Token));
        var waited = proxy.Peers.GetPeersCalls;

        proxy.Fake("billing").Set([second.Peer]);
        await UntilAsync(async () => await proxy.GetAsync("/billing/", Token) == "second");
        Assert.Equal(waited, proxy.Peers.GetPeersCalls);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await proxy.StatusAsync("/orders/", Token));

        proxy.Peers.Set([pod.Peer]);
        await UntilAsync(async () => await proxy.StatusAsync("/orders/", Token) == HttpStatusCode.OK);
        Assert.Equal("pod", await proxy.GetAsync("/orders/", Token));
    }

    [Fact]
    public async Task The_first_load_has_the_pods_that_are_answered_within_the_wait()
    {
        await using var pod = await Pod.StartAsync(Pod.Says("one"));
        FakePeerResolver? peers = null;

        // YARP blocks the thread of MapReverseProxy until it has loaded.
        var starting = Task.Run(() => Proxy.StartAsync([Proxy.Cluster("orders", "http://orders/")], fake => peers = fake, options => options.FirstAnswerTimeout = TimeSpan.FromMinutes(1)), Token);
        await UntilAsync(() => Task.FromResult(peers?.GetPeersCalls > 0));
        Assert.False(starting.IsCompleted);
        peers!.Set([pod.Peer]);
        await using var proxy = await starting;
        Assert.Equal("one", await proxy.GetAsync("/orders/", Token));
    }

    [Fact]
    public async Task A_resolver_that_is_disposed_ends_neither_the_start_nor_another_cluster()
    {
        await using var pod = await Pod.StartAsync(Pod.Says("billing"));
        await using var proxy = await Proxy.StartAsync(
            [Proxy.Cluster("orders", "http://orders/"), Proxy.Cluster("billing", "http://billing/")],
            peers => peers.Dispose(),
            application: builder => builder.Services.AddFakeHeadlessPeers("billing", billing => billing.Set([pod.Peer])));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await proxy.StatusAsync("/orders/", Token));
        Assert.Equal("billing", await proxy.GetAsync("/billing/", Token));
    }
}
