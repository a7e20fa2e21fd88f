using System.Net;
using HeadlessDiscovery.Http.Tests;
using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace HeadlessDiscovery.Yarp.Tests;

public sealed class DestinationTests : SafetyNet
{
    [Fact]
    public async Task Requests_go_round_all_pods_and_changes_are_followed()
    {
        await using var one = await Pod.StartAsync(Pod.Says("one"), "127.0.77.1");
        await using var two = await Pod.StartAsync(Pod.Says("two"), "127.0.77.2");
        await using var three = await Pod.StartAsync(Pod.Says("three"), "127.0.77.3");
        await using var proxy = await Proxy.StartAsync([Proxy.Cluster("orders", "http://orders/")], peers => peers.Set([one.Peer, two.Peer, three.Peer]));
        Assert.Equal("one 10, three 10, two 10", await proxy.SpreadAsync("/orders/", 30, Token));
        proxy.Peers.Set([two.Peer]);
        await UntilAsync(async () => await proxy.SpreadAsync("/orders/", 3, Token) == "two 3");
    }

    [Fact]
    public async Task A_pod_is_called_at_its_address_in_the_name_of_the_service_with_the_path_of_the_destination()
    {
        using var certificate = new ServiceCertificate("orders");
        await using var pod = await Pod.StartAsync(
            context => context.Response.WriteAsync($"{context.Request.Host} {Indicated(context)} {context.Request.Path} at {context.Connection.LocalIpAddress}"),
            "127.0.77.1",
            certificate: certificate.Certificate);
        await using var proxy = await Proxy.StartAsync(
            [Proxy.Cluster("orders", "https://orders/base/")],
            peers => peers.Set([pod.Peer]),
            yarp: builder => builder.ConfigureHttpClient((_, handler) => handler.SslOptions = certificate.Trust()));
        Assert.Equal("orders orders /base/items at 127.0.77.1", await proxy.GetAsync("/orders/items", Token));
    }

    [Theory]
    [InlineData("http://orders/", null, null, "10.0.0.1:8080", "http://10.0.0.1:8080/", null, "orders")]
    [InlineData("http://orders:9090/base", null, null, "10.0.0.1:8080", "http://10.0.0.1:9090/base", null, "orders:9090")]
    [InlineData("http://orders:80/", null, null, "10.0.0.1:8080", "http://10.0.0.1:80/", null, "orders")]
    [InlineData("https://orders", null, null, "10.0.0.1", "https://10.0.0.1:443/", null, "orders")]
    [InlineData("http://ORDERS/", null, "shop.example", "fd00::1", "http://[fd00::1]:80/", null, "shop.example")]
    [InlineData("http://orders/", "http://orders:9091/health", null, "[fd00::1]:8080", "http://[fd00::1]:8080/", "http://[fd00::1]:9091/health", "orders")]
    [InlineData("http://orders/", "http://monitor/health", null, "10.0.0.1:8080", "http://10.0.0.1:8080/", "http://monitor/health", "orders")]
    public async Task Address_health_and_host(string address, string? health, string? host, string pod, string expected, string? expectedHealth, string expectedHost)
    {
        await using var provider = Container(peers => peers.Set(pod));
        var (id, destination) = Assert.Single((await ResolveAsync(provider, new() { Address = address, Health = health, Host = host })).Destinations);
        Assert.Equal($"pods[{Peer.Parse(pod)}]", id);
        Assert.Equal(expected, destination.Address);
        Assert.Equal(expectedHealth, destination.Health);
        Assert.Equal(expectedHost, destination.Host);
    }

    [Fact]
    public async Task Other_hosts_and_what_is_no_URI_stay_as_they_are_without_a_token()
    {
        await using var provider = Container(peers => peers.Set("10.0.0.1:80"));
        foreach (var address in new[] { "http://billing:80/", "not a URI" })
        {
            var resolved = await ResolveAsync(provider, new() { Address = address });
            Assert.Equal(address, Assert.Single(resolved.Destinations, one => one.Key == "pods").Value.Address);
            Assert.Null(resolved.ChangeToken);
        }
    }

    [Fact]
    public async Task Destinations_of_two_services_change_with_either()
    {
        await using var provider = Container(peers => peers.Set("10.0.0.1:80"), services => services.AddFakeHeadlessPeers("billing", peers => peers.Set("10.0.1.1:80")));
        var resolver = provider.GetRequiredService<IDestinationResolver>();
        var destinations = new Dictionary<string, DestinationConfig> { ["o"] = new() { Address = "http://orders/" }, ["b"] = new() { Address = "http://billing/" }, ["plain"] = new() { Address = "http://plain/" } };
        var resolved = await resolver.ResolveDestinationsAsync(destinations, Token);
        Assert.Equal(["b[10.0.1.1:80]", "o[10.0.0.1:80]", "plain"], resolved.Destinations.Keys.Order(StringComparer.Ordinal));
        var fired = new TaskCompletionSource();
        using var registration = resolved.ChangeToken!.RegisterChangeCallback(_ => fired.TrySetResult(), null);
        provider.GetRequiredKeyedService<FakePeerResolver>("billing").Set("10.0.1.2:80");
        await fired.Task.WaitAsync(Token);
    }

    [Fact]
    public async Task A_change_between_the_resolution_and_its_token_is_not_lost()
    {
        await using var provider = Container(peers => peers.Set("10.0.0.1:80"));
        var resolved = await ResolveAsync(provider, new() { Address = "http://orders/" });
        provider.GetRequiredKeyedService<FakePeerResolver>("orders").Set("10.0.0.2:80");
        var fired = new TaskCompletionSource();
        using var registration = resolved.ChangeToken!.RegisterChangeCallback(_ => fired.TrySetResult(), null);
        await fired.Task.WaitAsync(Token);
    }

    [Fact]
    public async Task This_process_is_a_destination_only_where_the_peers_include_it_and_held_and_stale_pods_are()
    {
        await using var provider = Container(peers => peers.WithSelf("10.0.0.7:80").Set("10.0.0.7:80", "10.0.0.8:80").Hold("10.0.0.8:80").GoStale());
        Assert.Equal(["pods[10.0.0.8:80]"], (await ResolveAsync(provider, new() { Address = "http://orders/" })).Destinations.Keys);
    }

    [Fact]
    public async Task The_unnamed_resolver_is_reached_by_its_service_name()
    {
        await using var provider = Container(_ => { }, services =>
        {
            services.AddFakeHeadlessPeers(fake => fake.Set("10.0.0.9:80"));
            services.Configure<HeadlessPeersOptions>(options => options.ServiceName = "billing");
        });
        Assert.Equal(["pods[10.0.0.9:80]"], (await ResolveAsync(provider, new() { Address = "http://billing/" })).Destinations.Keys);
    }

    [Fact]
    public async Task An_unnamed_resolver_that_reads_no_options_has_no_service_name_and_leaves_the_other_names_alone()
    {
        await using var provider = Container(peers => peers.Set("10.0.0.8:80"), services => services.AddHeadlessPeers().AddFakeHeadlessPeers(fake => fake.Set("10.0.0.9:80")));
        Assert.Equal(["pods[10.0.0.8:80]"], (await ResolveAsync(provider, new() { Address = "http://orders/" })).Destinations.Keys);
    }

    [Fact]
    public async Task In_an_application_with_service_defaults_the_proxy_is_the_same()
    {
        await using var one = await Pod.StartAsync(Pod.Says("one"), "127.0.77.1");
        await using var two = await Pod.StartAsync(Pod.Says("two"), "127.0.77.2");
        await using var proxy = await Proxy.StartAsync([Proxy.Cluster("orders", "http://orders/")], peers => peers.Set([one.Peer, two.Peer]), application: builder => builder.AddServiceDefaults());
        Assert.Equal("one 5, two 5", await proxy.SpreadAsync("/orders/", 10, Token));
    }

    [Fact]
    public async Task Options_are_validated_when_the_proxy_starts()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => Proxy.StartAsync([], options: options => (options.ChangeDelay, options.FirstAnswerTimeout) = (TimeSpan.FromSeconds(-1), TimeSpan.FromHours(1))));
        Assert.Contains("ChangeDelay: must be between 00:00:00 and 00:01:00, but was -00:00:01.", refused.Message, StringComparison.Ordinal);
        Assert.Contains("FirstAnswerTimeout: must be between", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => ((IReverseProxyBuilder)null!).AddHeadlessPeers());
        Assert.Throws<ArgumentNullException>(() => new ServiceCollection().AddReverseProxy().AddHeadlessPeers(null!));
    }

    private static ServiceProvider Container(Action<FakePeerResolver> script, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddFakeHeadlessPeers("orders", script);
        services.AddReverseProxy().AddHeadlessPeers();
        more?.Invoke(services);
        return services.BuildServiceProvider();
    }

    private ValueTask<ResolvedDestinationCollection> ResolveAsync(ServiceProvider provider, DestinationConfig destination) =>
        provider.GetRequiredService<IDestinationResolver>().ResolveDestinationsAsync(new Dictionary<string, DestinationConfig> { ["pods"] = destination }, Token);

    private static object? Indicated(HttpContext context) =>
        context.Features.GetRequiredFeature<IConnectionItemsFeature>().Items.TryGetValue(Pod.NameIndicated, out var name) ? name : null;
}
