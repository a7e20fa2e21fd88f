using HeadlessDiscovery.Http.Tests;
using HeadlessDiscovery.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessDiscovery.ServiceDiscovery.Tests;

/// <summary>What an empty, an unresolved and a stale list, a held peer and endpoints in the configuration mean.</summary>
public sealed class ListTests : SafetyNet
{
    [Theory]
    [InlineData(Order.DiscoveryFirst)]
    [InlineData(Order.PeersFirst)]
    public async Task An_empty_list_fails_and_never_falls_through_to_system_DNS(Order order)
    {
        // System DNS would answer for this name, and this pod would answer the call.
        await using var pod = await Pod.StartAsync(Pod.Says("by system DNS"));
        await using var app = Application.Start(order, services => services.AddFakeHeadlessPeers("localhost", fake => fake.Empty()));
        var localhost = app.Services.GetRequiredKeyedService<FakePeerResolver>("localhost");
        var uri = $"http://localhost:{pod.Peer.Port}/";
        for (var call = 0; call < 3; call++)
        {
            var empty = await Assert.ThrowsAsync<HttpRequestException>(() => app.GetAsync(uri, Token));
            Assert.Equal(HttpRequestError.NameResolutionError, empty.HttpRequestError);
            Assert.StartsWith("The headless service 'localhost' has no peers: DNS confirms that no pod is listed", empty.Message, StringComparison.Ordinal);
        }

        localhost.Set("127.0.0.1");
        Assert.Equal("by system DNS", await app.GetAsync(uri, Token));
        localhost.Empty();
        await Assert.ThrowsAsync<HttpRequestException>(() => app.GetAsync(uri, Token));
    }

    [Fact]
    public async Task A_process_that_is_alone_gets_an_error_that_says_so()
    {
        await using var app = Application.Start();
        app.Peers.WithSelf("10.0.0.7:80").Set("10.0.0.7:80");
        var alone = await Assert.ThrowsAsync<HttpRequestException>(() => app.GetAsync("http://orders/", Token));
        Assert.Contains("no other pod is listed", alone.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Order.DiscoveryFirst)]
    [InlineData(Order.PeersFirst)]
    public async Task Before_the_first_answer_a_call_waits_for_it(Order order)
    {
        await using var pod = await Pod.StartAsync(Pod.Says("one"));
        await using var app = Application.Start(order, services => services.Configure<HeadlessServiceEndpointProviderOptions>("orders", options => options.FirstAnswerTimeout = Timeout.InfiniteTimeSpan));
        var waiting = app.GetAsync("http://orders/", Token);
        while (app.Peers.GetPeersCalls == 0)
        {
            await Task.Delay(10, Token);
        }

        Assert.False(waiting.IsCompleted);
        app.Peers.Set([pod.Peer]);
        Assert.Equal("one", await waiting);
    }

    [Fact]
    public async Task A_first_answer_that_does_not_come_ends_the_call_with_the_reason_and_the_next_call_heals()
    {
        await using var pod = await Pod.StartAsync(Pod.Says("one"));
        await using var app = Application.Start(options => options.FirstAnswerTimeout = TimeSpan.FromMilliseconds(50));
        app.Peers.Unresolve(LookupReason.ServFail);
        var late = await Assert.ThrowsAsync<HttpRequestException>(() => app.GetAsync("http://orders/", Token));
        Assert.Equal(LookupReason.ServFail, Assert.IsType<PeerResolutionException>(late.InnerException).Reason);
        Assert.StartsWith("The peers of the headless service 'orders' are not known yet: ", late.Message, StringComparison.Ordinal);
        app.Peers.Set([pod.Peer]);
        Assert.Equal("one", await app.GetAsync("http://orders/", Token));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_while_it_waits_leaves_the_others_waiting()
    {
        await using var pod = await Pod.StartAsync(Pod.Says("one"));
        await using var app = Application.Start(options => options.FirstAnswerTimeout = Timeout.InfiniteTimeSpan);
        using var leaving = new CancellationTokenSource();
        var first = app.GetAsync("http://orders/", leaving.Token);
        var second = app.GetAsync("http://orders/", Token);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.False(second.IsCompleted);
        app.Peers.Set([pod.Peer]);
        Assert.Equal("one", await second);
    }

    [Fact]
    public async Task A_stale_list_and_a_held_peer_are_called()
    {
        await using var one = await Pod.StartAsync(Pod.Says("one"), "127.0.72.1");
        await using var two = await Pod.StartAsync(Pod.Says("two"), "127.0.72.2");
        await using var app = Application.Start();
        app.Peers.Set([one.Peer, two.Peer]).Hold(two.Peer.ToString());
        Assert.Equal("one 2, two 2", await app.SpreadAsync("http://orders/", 4, Token));
        app.Peers.GoStale();
        Assert.True(app.Peers.Current.IsStale);
        Assert.Equal("one 2, two 2", await app.SpreadAsync("http://orders/", 4, Token));
    }

    [Theory]
    [InlineData(Order.DiscoveryFirst, "default", "http://orders/")]
    [InlineData(Order.PeersFirst, "default", "http://orders/")]
    [InlineData(Order.DiscoveryFirst, "http", "https+http://orders/")]
    [InlineData(Order.PeersFirst, "http", "https+http://orders/")]
    [InlineData(Order.DiscoveryFirst, "grpc", "http://_grpc.orders/")]
    [InlineData(Order.PeersFirst, "grpc", "http://_grpc.orders/")]
    public async Task Endpoints_of_the_configuration_win_alone_in_whatever_order(Order order, string endpoint, string uri)
    {
        await using var pod = await Pod.StartAsync(Pod.Says("pod"), "127.0.72.1");
        await using var written = await Pod.StartAsync(Pod.Says("written"), "127.0.72.2");
        await using var app = Application.Start(order, settings: new KeyValuePair<string, string?>($"Services:orders:{endpoint}:0", $"http://{written.Peer}"));
        app.Peers.Set([pod.Peer]);
        Assert.Equal("written 4", await app.SpreadAsync(uri, 4, Token));
    }

    [Theory]
    [InlineData(Order.DiscoveryFirst)]
    [InlineData(Order.PeersFirst)]
    public async Task Endpoints_that_the_configuration_gains_and_loses_are_followed(Order order)
    {
        await using var pod = await Pod.StartAsync(Pod.Says("pod"), "127.0.72.1");
        await using var written = await Pod.StartAsync(Pod.Says("written"), "127.0.72.2");
        await using var app = Application.Start(order);
        app.Peers.Set([pod.Peer]);
        Assert.Equal("pod 2", await app.SpreadAsync("http://orders/", 2, Token));
        app.Written.Write("Services:orders:http:0", $"http://{written.Peer}");
        Assert.Equal("written 2", await app.SpreadAsync("http://orders/", 2, Token));
        app.Written.Write("Services:orders:http:0", null);
        Assert.Equal("pod 2", await app.SpreadAsync("http://orders/", 2, Token));
    }

    [Theory]
    [InlineData(Order.DiscoveryFirst)]
    [InlineData(Order.PeersFirst)]
    public async Task Endpoints_of_the_configuration_under_another_name_leave_the_peers(Order order)
    {
        await using var pod = await Pod.StartAsync(Pod.Says("pod"), "127.0.72.1");
        await using var app = Application.Start(order, settings: new KeyValuePair<string, string?>("Services:orders:grpc:0", "http://127.0.72.9:1"));
        app.Peers.Set([pod.Peer]);
        Assert.Equal("pod 4", await app.SpreadAsync("https+http://orders/", 4, Token));
    }

    [Fact]
    public async Task Without_a_section_the_peers_win_over_the_configuration()
    {
        await using var pod = await Pod.StartAsync(Pod.Says("pod"), "127.0.72.1");
        await using var app = Application.Start(
            services: services => services.Configure<HeadlessServiceEndpointProviderOptions>("orders", options => options.ConfigurationSection = null),
            settings: new KeyValuePair<string, string?>("Services:orders:http:0", "http://127.0.72.9:1"));
        app.Peers.Set([pod.Peer]);
        Assert.Equal("pod 4", await app.SpreadAsync("http://orders/", 4, Token));
    }
}
