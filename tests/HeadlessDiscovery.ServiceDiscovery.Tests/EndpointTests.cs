using System.Net;
using HeadlessDiscovery.Http.Tests;
using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tests;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.ServiceDiscovery;

namespace HeadlessDiscovery.ServiceDiscovery.Tests;

public sealed class EndpointTests : SafetyNet
{
    [Theory]
    [InlineData(Order.DiscoveryFirst)]
    [InlineData(Order.PeersFirst)]
    public async Task Calls_go_round_all_pods_and_a_change_is_used_by_the_next_call(Order order)
    {
        await using var one = await Pod.StartAsync(Pod.Says("one"), "127.0.71.1");
        await using var two = await Pod.StartAsync(Pod.Says("two"), "127.0.71.2");
        await using var three = await Pod.StartAsync(Pod.Says("three"), "127.0.71.3");
        await using var app = Application.Start(order);
        app.Peers.Set([one.Peer, two.Peer, three.Peer]);
        Assert.Equal("one 10, three 10, two 10", await app.SpreadAsync("https+http://orders/", 30, Token));

        app.Peers.Set([two.Peer]);
        Assert.Equal("two 10", await app.SpreadAsync("https+http://orders/", 10, Token));

        app.Peers.Set([three.Peer, one.Peer]);
        Assert.Equal("one 5, three 5", await app.SpreadAsync("https+http://orders/", 10, Token));
    }

    [Theory]
    [InlineData("127.0.71.1", HttpProtocols.Http1, "https+http://orders/", "HTTP/1.1")]
    [InlineData("127.0.71.1", HttpProtocols.Http2, "https+http://orders/", "HTTP/2")]
    [InlineData("127.0.71.1", HttpProtocols.Http1, "https://orders/", "HTTP/1.1")]
    [InlineData("::1", HttpProtocols.Http2, "https+http://orders/", "HTTP/2")]
    public async Task The_name_of_the_service_is_Host_and_SNI_and_the_name_on_the_certificate(string address, HttpProtocols protocols, string uri, string expected)
    {
        using var certificate = new ServiceCertificate("orders");
        await using var pod = await Pod.StartAsync(Describe, address, protocols, certificate.Certificate);
        await using var app = Application.Start(
            services: services => services.Configure<HeadlessServiceEndpointProviderOptions>("orders", options => options.Scheme = "https"),
            http: http => http
                .ConfigureHttpClient(client => (client.DefaultRequestVersion, client.DefaultVersionPolicy) = (new Version(2, 0), HttpVersionPolicy.RequestVersionOrLower))
                .UseSocketsHttpHandler((handler, _) => handler.SslOptions = certificate.Trust())
                .AddServiceDiscovery());
        app.Peers.Set([pod.Peer]);
        Assert.Equal($"{expected} host=orders sni=orders", await app.GetAsync(uri, Token));
    }

    [Fact]
    public async Task A_certificate_of_another_service_is_refused()
    {
        using var certificate = new ServiceCertificate("billing");
        await using var pod = await Pod.StartAsync(Describe, certificate: certificate.Certificate);
        await using var app = Application.Start(http: http => http.UseSocketsHttpHandler((handler, _) => handler.SslOptions = certificate.Trust()).AddServiceDiscovery());
        app.Peers.Set([pod.Peer]);
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => app.GetAsync("https://orders/", Token));
        Assert.Equal(HttpRequestError.SecureConnectionError, refused.HttpRequestError);
        Assert.Contains("RemoteCertificateNameMismatch", refused.InnerException!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http", "https+http://orders", "http://10.0.0.1:8080")]
    [InlineData("https", "https+http://orders", "https://10.0.0.1:8080")]
    [InlineData("http", "https://orders", "https://10.0.0.1:8080")]
    [InlineData("https", "http://orders", "http://10.0.0.1:8080")]
    [InlineData("http", "orders", "http://10.0.0.1:8080")]
    [InlineData("http", "https+wss://orders", "https://10.0.0.1:8080")]
    [InlineData("http", "http://orders:9090", "http://10.0.0.1:9090")]
    [InlineData("http", "orders:9090", "http://10.0.0.1:9090")]
    [InlineData("http", "http://ORDERS", "http://10.0.0.1:8080")]
    public async Task Scheme_and_port_are_those_of_the_URI_and_otherwise_of_the_options(string scheme, string uri, string expected)
    {
        await using var app = Application.Start(options => options.Scheme = scheme);
        app.Peers.Set("10.0.0.1:8080");
        Assert.Equal(expected, (await app.EndpointsAsync(uri, Token)).TrimEnd('/'));
    }

    [Fact]
    public async Task Allowed_schemes_of_service_discovery_do_not_choose_the_scheme()
    {
        await using var app = Application.Start(services: services => services.Configure<ServiceDiscoveryOptions>(options => (options.AllowAllSchemes, options.AllowedSchemes) = (false, ["https"])));
        app.Peers.Set("10.0.0.1:8080");
        Assert.Equal("http://10.0.0.1:8080/", await app.EndpointsAsync("https+http://orders", Token));
    }

    [Theory]
    [InlineData("10.0.0.1", "http://10.0.0.1")]
    [InlineData("fd00::1", "http://[fd00::1]")]
    [InlineData("[fd00::1]:8080", "http://[fd00::1]:8080")]
    public async Task A_peer_without_a_port_is_called_at_that_of_the_scheme_and_IPv6_is_in_brackets(string peer, string expected)
    {
        await using var app = Application.Start();
        app.Peers.Set(peer);
        Assert.Equal(expected, (await app.EndpointsAsync("http://orders", Token)).TrimEnd('/'));
    }

    [Fact]
    public async Task A_named_endpoint_is_the_resolver_of_that_name_or_the_one_with_its_SRV_records()
    {
        await using var app = Application.Start(services: services =>
        {
            services.AddFakeHeadlessPeers("_grpc.orders", fake => fake.Set("10.0.0.1:5001"));
            services.Configure<HeadlessPeersOptions>("orders", options => options.PortName = "api");
        });
        app.Peers.Set("10.0.0.1:8080");
        Assert.Equal("http://10.0.0.1:5001", (await app.EndpointsAsync("https+http://_grpc.orders", Token)).TrimEnd('/'));
        Assert.Equal("http://10.0.0.1:8080", (await app.EndpointsAsync("https+http://_api.orders", Token)).TrimEnd('/'));
        Assert.Equal("http://10.0.0.1:8080", (await app.EndpointsAsync("https+http://orders", Token)).TrimEnd('/'));
    }

    [Fact]
    public async Task A_named_endpoint_is_called_in_the_name_of_its_service()
    {
        await using var pod = await Pod.StartAsync(Describe);
        await using var app = Application.Start(services: services => services.AddFakeHeadlessPeers("_grpc.orders", fake => fake.Set([pod.Peer])));
        Assert.Equal("HTTP/1.1 host=orders sni=", await app.GetAsync("http://_grpc.orders/", Token));
    }

    [Theory]
    [InlineData(Order.DiscoveryFirst)]
    [InlineData(Order.PeersFirst)]
    public async Task A_named_endpoint_that_nobody_registered_fails_with_the_line_to_write(Order order)
    {
        await using var app = Application.Start(order);
        app.Peers.Set("10.0.0.1:8080");
        var unknown = await Assert.ThrowsAsync<InvalidOperationException>(() => app.GetAsync("http://_grpc.orders/", Token));
        Assert.Contains("AddHeadlessPeers(\"_grpc.orders\", options => { options.ServiceName = \"orders\"; options.PortName = \"grpc\"; })", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_unnamed_resolver_is_reached_by_its_service_name()
    {
        await using var app = Application.Start(services: services =>
        {
            services.AddFakeHeadlessPeers(fake => fake.Set("10.0.0.9:80"));
            services.Configure<HeadlessPeersOptions>(options => options.ServiceName = "billing.shop.svc.cluster.local.");
        });
        Assert.Equal("http://10.0.0.9", (await app.EndpointsAsync("http://billing.shop.svc.cluster.local", Token)).TrimEnd('/'));
    }

    [Fact]
    public async Task An_unnamed_resolver_that_reads_no_options_has_no_service_name_and_leaves_the_other_names_alone()
    {
        await using var app = Application.Start(services: services => services.AddHeadlessPeers().AddFakeHeadlessPeers(fake => fake.Set("10.0.0.9:80")));
        app.Peers.Set("10.0.0.1:80");
        Assert.Equal("http://10.0.0.1", (await app.EndpointsAsync("http://orders", Token)).TrimEnd('/'));
    }

    [Fact]
    public async Task Other_names_are_left_to_the_other_providers()
    {
        await using var pod = await Pod.StartAsync(Pod.Says("plain"));
        await using var app = Application.Start();
        app.Peers.Set("10.0.0.1:8080");
        Assert.Equal("plain", await app.GetAsync($"http://localhost:{pod.Peer.Port}/", Token));
    }

    [Fact]
    public async Task This_process_is_an_endpoint_where_the_option_says_so_and_the_next_call_sees_it_come_and_go()
    {
        await using var app = Application.Start(options => options.IncludeSelf = true);
        app.Peers.WithSelf("10.0.0.7:80").Set("10.0.0.8:80");
        Assert.Equal("http://10.0.0.7/, http://10.0.0.8/", await app.EndpointsAsync("http://orders", Token));
        app.Peers.WithSelf("10.0.0.7:80", SelfPresence.Absent);
        Assert.Equal("http://10.0.0.8/", await app.EndpointsAsync("http://orders", Token));
        app.Peers.WithSelf("10.0.0.7:80");
        Assert.Equal("http://10.0.0.7/, http://10.0.0.8/", await app.EndpointsAsync("http://orders", Token));
    }

    [Fact]
    public async Task A_pod_with_two_addresses_is_one_endpoint_where_host_names_tell()
    {
        await using var app = Application.Start();
        app.Peers.Set([
            new Peer(IPAddress.Parse("10.0.0.1"), 80, "orders-0.orders.shop.svc.cluster.local"),
            new Peer(IPAddress.Parse("fd00::1"), 80, "orders-0.orders.shop.svc.cluster.local"),
        ]);
        Assert.Equal("http://10.0.0.1/", await app.EndpointsAsync("http://orders", Token));
    }

    [Fact]
    public async Task This_process_is_no_endpoint_by_default()
    {
        await using var app = Application.Start();
        app.Peers.WithSelf("10.0.0.7:80").Set("10.0.0.8:80");
        Assert.Equal("http://10.0.0.8/", await app.EndpointsAsync("http://orders", Token));
    }

    private static Task Describe(HttpContext context) => context.Response.WriteAsync($"{context.Request.Protocol} host={context.Request.Host} sni={Indicated(context)}");

    private static object? Indicated(HttpContext context) =>
        context.Features.GetRequiredFeature<IConnectionItemsFeature>().Items.TryGetValue(Pod.NameIndicated, out var name) ? name : null;
}
