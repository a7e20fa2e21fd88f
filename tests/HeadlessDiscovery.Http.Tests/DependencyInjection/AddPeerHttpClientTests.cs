using System.Net;
using HeadlessDiscovery.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.Http.Tests.DependencyInjection;

public sealed class AddPeerHttpClientTests : SafetyNet
{
    [Fact]
    public void The_name_is_the_key()
    {
        using var provider = Build(services =>
        {
            services.AddPeerHttpClient("orders");
            services.AddPeerHttpClient("billing");
        });
        var orders = provider.GetRequiredKeyedService<PeerHttpClient>("orders");
        Assert.Equal("orders", orders.Name);
        Assert.Same(orders, provider.GetRequiredService<IPeerHttpClientFactory>().Get("orders"));
        Assert.Same(provider.GetRequiredKeyedService<IPeerResolver>("orders"), orders.Peers);
        Assert.Same(provider.GetRequiredKeyedService<IPeerResolver>("billing"), provider.GetRequiredKeyedService<PeerHttpClient>("billing").Peers);
    }

    // It used to be the first line, and its peers were the plain IPeerResolver.
    [Fact]
    public void The_plain_client_is_the_unnamed_one_or_the_only_one_and_otherwise_fails_with_the_names()
    {
        using var only = Build(services => services.AddPeerHttpClient("orders"));
        Assert.Equal("orders", only.GetRequiredService<PeerHttpClient>().Name);

        using var several = Build(services =>
        {
            services.AddPeerHttpClient("orders");
            services.AddPeerHttpClient("billing");
        });
        var thrown = Assert.Throws<InvalidOperationException>(several.GetRequiredService<PeerHttpClient>);
        Assert.Contains("'orders', 'billing'", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("[FromKeyedServices(\"orders\")]", thrown.Message, StringComparison.Ordinal);

        using var unnamed = Build(services =>
        {
            services.AddPeerHttpClient("orders");
            services.AddPeerHttpClient();
            services.AddHeadlessPeers(options => options.StaticPeers.Add("10.0.0.1:5000"));
        });
        Assert.Equal(string.Empty, unnamed.GetRequiredService<PeerHttpClient>().Name);
    }

    [Fact]
    public void Peers_that_a_client_added_for_itself_are_not_the_plain_resolver()
    {
        using var provider = Build(services =>
        {
            services.AddPeerHttpClient("billing");
            services.AddHeadlessPeers("orders", options => options.StaticPeers.Add("10.0.0.1:5000"));
        });
        Assert.Equal("orders", provider.GetRequiredService<IPeerResolver>().Name);

        using var alone = Build(services => services.AddPeerHttpClient("billing"));
        Assert.Contains("'billing' was added by a package", Assert.Throws<NoPlainPeerResolverException>(alone.GetRequiredService<IPeerResolver>).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_was_not_added_is_refused_with_the_names_that_were()
    {
        using var provider = Build(services => services.AddPeerHttpClient("orders"));
        var refused = Assert.Throws<InvalidOperationException>(() => provider.GetRequiredService<IPeerHttpClientFactory>().Get("order"));
        Assert.Equal("There is no client 'order': call AddPeerHttpClient(\"order\") first. Registered clients: 'orders'.", refused.Message);
    }

    [Fact]
    public void The_peers_are_added_where_nobody_has_and_left_alone_where_somebody_has()
    {
        using var provider = Build(services =>
        {
            services.AddPeerHttpClient("orders");
            services.AddHeadlessPeers("orders", options => options.StaticPeers.Add("10.0.0.1:5000"));
        });
        var peers = provider.GetRequiredKeyedService<PeerHttpClient>("orders").Peers;
        Assert.IsType<PeerResolver>(peers);
        Assert.Same(peers, provider.GetRequiredService<IPeerResolver>());

        using var fakes = Build(services =>
        {
            services.AddPeerHttpClient("orders");
            services.AddFakeHeadlessPeers("orders");
        });
        Assert.IsType<FakePeerResolver>(fakes.GetRequiredKeyedService<PeerHttpClient>("orders").Peers);
    }

    [Fact]
    public void The_same_name_twice_composes_the_options()
    {
        using var provider = Build(services =>
        {
            services.AddPeerHttpClient("orders", options => options.Port = 1);
            services.AddPeerHttpClient("orders", options => options.Scheme = "https");
        });
        var options = provider.GetRequiredService<IOptionsMonitor<PeerHttpClientOptions>>().Get("orders");
        Assert.Equal((1, "https"), (options.Port, options.Scheme));
        Assert.Single(provider.GetServices<PeerHttpClient>());
    }

    [Fact]
    public void A_section_binds_every_option_that_is_a_value()
    {
        var section = Section("Calls", new()
        {
            ["Scheme"] = "https",
            ["HostName"] = "orders.shop",
            ["Port"] = "5001",
            ["Version"] = "1.1",
            ["VersionPolicy"] = "RequestVersionExact",
            ["ConnectTimeout"] = "00:00:01",
            ["MaxResponseBytes"] = "1000",
            ["MaxRetries"] = "2",
            ["RetryDelay"] = "00:00:01",
            ["BreakDuration"] = "00:00:02",
            ["BreakerWindow"] = "00:00:03",
            ["BreakerThroughput"] = "4",
            ["BreakerFailureRatio"] = "0.6",
            ["PerPeerTimeout"] = "00:00:07",
            ["FirstAnswerTimeout"] = "00:00:09",
            ["MaxConcurrency"] = "8",
            ["IncludeSelf"] = "true",
            ["AbandonPeersThatLeave"] = "false",
            ["ReportUnreachable"] = "false",
        });
        using var provider = Build(services => services.AddPeerHttpClient("orders", section.GetSection("Calls")));
        var options = provider.GetRequiredService<IOptionsMonitor<PeerHttpClientOptions>>().Get("orders");
        var properties = typeof(PeerHttpClientOptions).GetProperties().Where(property => !typeof(Delegate).IsAssignableFrom(property.PropertyType)).ToArray();
        Assert.Equal(19, properties.Length);
        NonEmpty.All(properties, property => Assert.NotEqual(property.GetValue(new PeerHttpClientOptions()), property.GetValue(options)));
    }

    [Fact]
    public async Task The_unnamed_client_is_bound_from_its_section_and_calls_the_unnamed_peers()
    {
        var stub = StubHandler.With(_ => HttpStatusCode.OK);
        using var provider = Build(services =>
        {
            services.AddSingleton<IConfiguration>(Section("PeerHttpClient", new() { ["Port"] = "5001", ["HostName"] = "orders" }));
            services.AddFakeHeadlessPeers(fake => fake.Set("10.0.0.1"));
            services.AddPeerHttpClient(options => options.HostName += ".shop").ConfigurePrimaryHttpMessageHandler(() => stub);
        });
        var client = provider.GetRequiredService<PeerHttpClient>();
        Assert.Equal(string.Empty, client.Name);
        Assert.True((await client.SendAllAsync(Client.Get, Client.Text, cancellationToken: Token)).AllSucceeded);
        Assert.Equal(("http://10.0.0.1:5001/", "orders.shop:5001"), Assert.Single(stub.Asked));
    }

    [Theory]
    [InlineData("orders-headless.shop.svc.cluster.local.", "orders-headless.shop.svc.cluster.local:5000")]
    [InlineData("orders-headless", "orders-headless:5000")]
    [InlineData(null, "orders:5000")]
    [InlineData("my laptop", "10.0.0.1:5000")]
    [InlineData("주문", "10.0.0.1:5000")]
    public async Task The_name_of_the_pods_is_that_of_their_service(string? service, string host)
    {
        var stub = StubHandler.With(_ => HttpStatusCode.OK);
        using var provider = Build(services =>
        {
            services.AddHeadlessPeers("orders", options =>
            {
                options.ServiceName = service;
                options.StaticPeers.Add("10.0.0.1:5000");
            });
            services.AddPeerHttpClient("orders").ConfigurePrimaryHttpMessageHandler(() => stub);
        });
        await provider.GetRequiredService<PeerHttpClient>().SendAllAsync(Client.Get, Client.Text, cancellationToken: Token);
        Assert.Equal(host, Assert.Single(stub.Asked).Host);
    }

    [Fact]
    public async Task Unnamed_pods_whose_resolver_reads_no_options_are_called_for_their_address()
    {
        var stub = StubHandler.With(_ => HttpStatusCode.OK);
        using var provider = Build(services =>
        {
            services.AddFakeHeadlessPeers(fake => fake.Set("10.0.0.1:5000"));
            services.AddPeerHttpClient().ConfigurePrimaryHttpMessageHandler(() => stub);
        });
        Assert.True((await provider.GetRequiredService<PeerHttpClient>().SendAllAsync(Client.Get, Client.Text, cancellationToken: Token)).AllSucceeded);
        Assert.Equal("10.0.0.1:5000", Assert.Single(stub.Asked).Host);
    }

    [Fact]
    public async Task Handlers_of_the_builder_are_kept_and_those_of_the_defaults_are_not()
    {
        var stub = StubHandler.With(_ => HttpStatusCode.OK);
        var seen = new List<string>();
        using var provider = Build(services =>
        {
            services.AddFakeHeadlessPeers("orders", fake => fake.Set("10.0.0.1:80"));
            services.AddPeerHttpClient("orders").AddHttpMessageHandler(() => new Noting(seen, "first")).ConfigurePrimaryHttpMessageHandler(() => stub);
            services.AddPeerHttpClient("orders").AddHttpMessageHandler(() => new Noting(seen, "second"));
            services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler(() => new Noting(seen, "default")).ConfigureHttpClient(client => client.Timeout = TimeSpan.FromTicks(1)));
        });
        Assert.True((await provider.GetRequiredService<PeerHttpClient>().SendAllAsync(Client.Get, Client.Text, cancellationToken: Token)).AllSucceeded);
        Assert.Equal(["first", "second"], seen);
    }

    [Fact]
    public async Task A_header_of_the_builder_is_sent_to_the_pods_and_one_of_the_defaults_is_not()
    {
        await using var pod = await Pod.StartAsync(context => context.Response.WriteAsync($"{context.Request.Headers.Authorization}|{context.Request.Headers.UserAgent}"));
        await using var client = new Client(
            [pod.Peer],
            http: http => http.ConfigureHttpClient(client => client.DefaultRequestHeaders.UserAgent.ParseAdd("orders")),
            services: services => services.ConfigureHttpClientDefaults(http => http.ConfigureHttpClient(client => client.DefaultRequestHeaders.Authorization = new("Bearer", "for-elsewhere"))));
        Assert.Equal("|orders", Assert.Single(await client.GetAsync(Token)).Value);
    }

    [Fact]
    public async Task Pods_are_called_past_the_proxy_of_the_environment()
    {
        await using var pod = await Pod.StartAsync(Pod.Says("direct"));
        await using var client = new Client([pod.Peer], http: http => http.UseSocketsHttpHandler((handler, _) => handler.Proxy = new WebProxy("http://127.0.0.1:9")));
        Assert.Equal("direct", Assert.Single(await client.GetAsync(Token)).Value);
    }

    [Fact]
    public async Task A_disposed_container_closes_the_connections_and_makes_no_client()
    {
        await using var pod = await Pod.StartAsync(Pod.Says("here"));
        var client = new Client([pod.Peer]);
        Assert.True((await client.GetAsync(Token)).AllSucceeded);
        await client.DisposeAsync();
        var replies = await client.GetAsync(Token);
        Assert.IsType<ObjectDisposedException>(Assert.Single(replies).Error);
    }

    [Fact]
    public void Nothing_is_no_argument()
    {
        var services = new ServiceCollection();
        Assert.Throws<ArgumentNullException>(() => PeerHttpClientServiceCollectionExtensions.AddPeerHttpClient(null!));
        Assert.Throws<ArgumentNullException>(() => services.AddPeerHttpClient((Action<PeerHttpClientOptions>)null!));
        Assert.Throws<ArgumentNullException>(() => services.AddPeerHttpClient("orders", (Action<PeerHttpClientOptions>)null!));
        Assert.Throws<ArgumentNullException>(() => services.AddPeerHttpClient("orders", (IConfiguration)null!));
        Assert.Throws<ArgumentNullException>(() => services.AddPeerHttpClient((string)null!));
        Assert.Throws<ArgumentException>(() => services.AddPeerHttpClient(string.Empty));
    }

    private static ServiceProvider Build(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        add(services);
        return services.BuildServiceProvider();
    }

    private static IConfiguration Section(string name, Dictionary<string, string?> values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(value => KeyValuePair.Create($"{name}:{value.Key}", value.Value))).Build();

    private sealed class Noting(List<string> seen, string name) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Add(name);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
