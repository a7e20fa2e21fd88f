using HeadlessDiscovery.DependencyInjection;
using HeadlessDiscovery.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.Tests.DependencyInjection;

public sealed class AddHeadlessPeersTests
{
    [Fact]
    public void The_name_is_options_name_service_key_and_service()
    {
        using var provider = Provider(services => services.AddHeadlessPeers("orders", Offline));
        Assert.Equal("orders", provider.GetRequiredKeyedService<IPeerResolver>("orders").Name);
        Assert.Equal("orders", ((PeerResolver)provider.GetRequiredService<IPeerResolver>()).Plan().ServiceName);
        Assert.Same(provider.GetRequiredKeyedService<IPeerResolver>("orders"), provider.GetRequiredService<IPeerResolverFactory>().Get("orders"));
    }

    [Fact]
    public void The_same_name_twice_composes_and_makes_one_resolver()
    {
        using var provider = Provider(services => services
            .AddHeadlessPeers("orders", options => options.Port = 5000)
            .AddHeadlessPeers("orders", options => options.ServiceName = "orders-headless"));
        var options = provider.GetRequiredService<IOptionsMonitor<HeadlessPeersOptions>>().Get("orders");
        Assert.Equal((5000, "orders-headless"), (options.Port, options.ServiceName));
        Assert.Single(provider.GetServices<IHostedService>());
        Assert.Single(provider.GetKeyedServices<IPeerResolver>("orders"));
        Assert.Equal(["orders"], provider.GetRequiredService<HeadlessPeersRegistry>().Names);
    }

    [Fact]
    public void The_unnamed_resolver_is_bound_from_its_section()
    {
        using var provider = Provider(services => services.AddSingleton(Configuration(("HeadlessPeers:ServiceName", "orders"), ("HeadlessPeers:Port", "5000"), ("HeadlessPeers:NameServers:0", "127.0.0.53"), ("HeadlessPeers:MaxStale", "00:05:00"), ("HeadlessPeers:Membership", "Client"))).AddHeadlessPeers());
        var options = provider.GetRequiredService<IOptions<HeadlessPeersOptions>>().Value;
        Assert.Equal(("orders", 5000), (options.ServiceName, options.Port));
        Assert.Equal(["127.0.0.53"], options.NameServers);
        Assert.Equal(TimeSpan.FromMinutes(5), options.MaxStale);
        Assert.Equal(PeerMembership.Client, options.Membership);
        Assert.Equal(string.Empty, provider.GetRequiredService<IPeerResolver>().Name);
    }

    [Fact]
    public void Code_after_the_section_wins_and_the_section_does_not_touch_named_resolvers()
    {
        using var provider = Provider(services => services
            .AddSingleton(Configuration(("HeadlessPeers:ServiceName", "orders"), ("HeadlessPeers:Port", "5000")))
            .AddHeadlessPeers(options => options.Port = 6000)
            .AddHeadlessPeers("stock"));
        var options = provider.GetRequiredService<IOptionsMonitor<HeadlessPeersOptions>>();
        Assert.Equal(6000, options.CurrentValue.Port);
        Assert.Null(options.Get("stock").Port);
    }

    [Fact]
    public void A_named_resolver_is_bound_from_a_given_section()
    {
        var configuration = Configuration(("Peers:Orders:ServiceName", "orders.shop"), ("Peers:Orders:SearchDomains:0", "svc.cluster.local"));
        using var provider = Provider(services => services.AddHeadlessPeers("orders", configuration.GetSection("Peers:Orders")));
        var options = provider.GetRequiredService<IOptionsMonitor<HeadlessPeersOptions>>().Get("orders");
        Assert.Equal("orders.shop", options.ServiceName);
        Assert.Equal(["svc.cluster.local"], options.SearchDomains);
    }

    [Fact]
    public async Task Wrong_options_stop_the_host_at_start_with_the_property_and_what_is_allowed()
    {
        using var host = Host(services => services.AddHeadlessPeers("orders", options =>
        {
            options.Port = 0;
            options.RemovalConfirmations = 0;
        }));
        var thrown = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, thrown.Failures.Count());
        Assert.Contains("between 1 and 65535", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_does_not_wait_for_DNS()
    {
        using var host = Host(services => services.AddHeadlessPeers("orders", options =>
        {
            Offline(options);
            options.NameServers.Add("127.0.0.1:9");
        }));
        await host.StartAsync(TestContext.Current.CancellationToken);
        Assert.False(host.Services.GetRequiredService<IPeerResolver>().Current.IsResolved);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_host_starts_the_loop_of_every_name_before_anybody_calls()
    {
        using var host = Host(services => services
            .AddHeadlessPeers("orders", options => options.StaticPeers.Add("10.0.0.1"))
            .AddHeadlessPeers("stock", options => options.StaticPeers.Add("10.0.0.2")));
        await host.StartAsync(TestContext.Current.CancellationToken);

        // To read Current is no call.
        foreach (var name in (string[])["orders", "stock"])
        {
            var resolver = host.Services.GetRequiredKeyedService<IPeerResolver>(name);
            await Waiting.UntilAsync(() => resolver.Current.IsResolved);
        }

        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_name_known_only_at_run_time_is_its_own_service()
    {
        using var provider = Provider(services => services.AddHeadlessPeers("orders", Offline));
        var factory = provider.GetRequiredService<IPeerResolverFactory>();
        Assert.Equal("shard-7", ((PeerResolver)factory.Get("shard-7")).Plan().ServiceName);
        Assert.Same(factory.Get("shard-7"), factory.Get("shard-7"));
        Assert.Throws<OptionsValidationException>(() => factory.Get("a..b"));
    }

    [Fact]
    public async Task The_container_disposes_synchronously_or_not_and_more_than_once()
    {
        var provider = Provider(services => services.AddHeadlessPeers("orders", Offline));
        var resolver = provider.GetRequiredService<IPeerResolver>();
        provider.Dispose();
        provider.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => resolver.RefreshAsync(TestContext.Current.CancellationToken).AsTask());

        var other = Provider(services => services.AddHeadlessPeers("orders", Offline));
        _ = other.GetRequiredService<IPeerResolver>();
        await other.DisposeAsync();
    }

    [Fact]
    public void Nobody_is_given_a_resolver_that_was_made_while_the_container_was_disposed()
    {
        ServiceProvider? provider = null;
        provider = Provider(services => services.AddHeadlessPeers("orders", _ => provider?.Dispose()));
        var factory = provider.GetRequiredService<IPeerResolverFactory>();
        Assert.Throws<ObjectDisposedException>(() => factory.Get("orders"));
    }

    [Fact]
    public async Task POD_IP_of_the_configuration_comes_before_the_environment()
    {
        await using var provider = Provider(services => services.AddSingleton(Configuration(("POD_IP", "127.0.1.11"))).AddHeadlessPeers("orders", options => options.StaticPeers.Add("127.0.1.11")));
        var snapshot = await provider.GetRequiredService<IPeerResolver>().GetPeersAsync(TestContext.Current.CancellationToken);
        Assert.Equal(SelfPresence.Present, snapshot.Self);
    }

    [Fact]
    public void An_empty_name_is_refused_for_the_overload_without_one_is_there() =>
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddHeadlessPeers(string.Empty));

    private static void Offline(HeadlessPeersOptions options) => options.ResolvConfPath = "/nowhere/resolv.conf";

    private static IConfiguration Configuration(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key, (string?)value.Value))).Build();

    private static ServiceProvider Provider(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        add(services);
        return services.BuildServiceProvider();
    }

    private static IHost Host(Action<IServiceCollection> add)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        add(builder.Services);
        return builder.Build();
    }
}
