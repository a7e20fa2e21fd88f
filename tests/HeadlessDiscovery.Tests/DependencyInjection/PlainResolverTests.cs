using HeadlessDiscovery.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HeadlessDiscovery.Tests.DependencyInjection;

/// <summary>Which resolver an <see cref="IPeerResolver"/> without a key is. It used to be the first registered one, so that a new line above another changed who is called.</summary>
public sealed class PlainResolverTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_only_registration_is_the_plain_resolver()
    {
        using var provider = Provider(services => services.AddHeadlessPeers("orders", Static));
        Assert.Same(provider.GetRequiredKeyedService<IPeerResolver>("orders"), provider.GetRequiredService<IPeerResolver>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_unnamed_registration_is_the_plain_resolver_wherever_it_stands(bool first)
    {
        using var provider = Provider(services =>
        {
            if (first)
            {
                services.AddHeadlessPeers(Static);
            }

            services.AddHeadlessPeers("orders", Static).AddHeadlessPeers("stock", Static).AddHeadlessPeers(Static);
        });
        Assert.Equal(string.Empty, provider.GetRequiredService<IPeerResolver>().Name);
        Assert.Equal("orders", provider.GetRequiredKeyedService<IPeerResolver>("orders").Name);
    }

    [Fact]
    public void With_several_names_and_no_unnamed_one_the_plain_resolver_fails_with_the_names()
    {
        using var provider = Provider(services => services.AddHeadlessPeers("orders", Static).AddHeadlessPeers("stock", Static));
        var thrown = Assert.Throws<NoPlainPeerResolverException>(provider.GetRequiredService<IPeerResolver>);
        Assert.Equal(
            "The plain IPeerResolver cannot be resolved: there are 'orders', 'stock', and none is unnamed. "
            + "Request one by name, [FromKeyedServices(\"orders\")] IPeerResolver, or call AddHeadlessPeers() for the unnamed one.",
            thrown.Message);
        Assert.Equal(["orders", "stock"], thrown.Names);
        Assert.Equal("stock", provider.GetRequiredKeyedService<IPeerResolver>("stock").Name);
    }

    [Fact]
    public async Task A_host_in_which_a_service_asks_for_an_ambiguous_one_does_not_start()
    {
        using var host = Host(services => services.AddHeadlessPeers("orders", Static).AddHeadlessPeers("stock", Static).AddSingleton<AsksForPlain>());
        var thrown = await Assert.ThrowsAsync<NoPlainPeerResolverException>(() => host.StartAsync(Token));
        Assert.Contains("'orders', 'stock'", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("[FromKeyedServices(\"orders\")]", thrown.Message, StringComparison.Ordinal);
        Assert.EndsWith($"{typeof(AsksForPlain)} takes it in its constructor.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_with_several_names_starts_where_each_service_asks_by_name()
    {
        using var host = Host(services => services.AddHeadlessPeers("orders", Static).AddHeadlessPeers("stock", Static).AddSingleton<AsksByName>());
        await host.StartAsync(Token);
        Assert.Equal("stock", host.Services.GetRequiredService<AsksByName>().Peers.Name);
        await host.StopAsync(Token);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_package_added_for_itself_is_never_the_plain_resolver_and_makes_no_other_one_ambiguous(bool first)
    {
        using var provider = Provider(services =>
        {
            if (first)
            {
                services.TryAddHeadlessPeers("stock").TryAddHeadlessPeers(string.Empty);
            }

            services.AddHeadlessPeers("orders", Static).TryAddHeadlessPeers("stock").TryAddHeadlessPeers(string.Empty);
        });
        Assert.Equal("orders", provider.GetRequiredService<IPeerResolver>().Name);
        Assert.Equal("stock", provider.GetRequiredKeyedService<IPeerResolver>("stock").Name);
    }

    [Fact]
    public void Where_only_packages_added_some_the_plain_resolver_fails_with_what_to_call()
    {
        using var provider = Provider(services => services.TryAddHeadlessPeers("orders"));
        var thrown = Assert.Throws<NoPlainPeerResolverException>(provider.GetRequiredService<IPeerResolver>);
        Assert.Contains("'orders' was added by a package for its own use, and AddHeadlessPeers was not called", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_the_application_adds_as_well_is_its_own(bool packageFirst)
    {
        using var provider = Provider(services =>
        {
            if (packageFirst)
            {
                services.TryAddHeadlessPeers("orders");
            }

            services.AddHeadlessPeers("orders", options =>
            {
                Static(options);
                options.Port = 5000;
            }).TryAddHeadlessPeers("orders");
        });
        var plain = Assert.IsType<PeerResolver>(provider.GetRequiredService<IPeerResolver>());
        Assert.Equal(("orders", 5000), (plain.Name, plain.GetOptions().Port));
    }

    [Fact]
    public void A_resolver_of_the_applications_own_making_counts_by_its_key()
    {
        using var own = new FakePeerResolver("stock");
        using var provider = Provider(services => services.AddHeadlessPeers("orders", Static).AddKeyedSingleton<IPeerResolver>("stock", own));
        Assert.Contains("'orders', 'stock'", Assert.Throws<NoPlainPeerResolverException>(provider.GetRequiredService<IPeerResolver>).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plain_resolver_of_the_applications_own_making_stays()
    {
        using var own = new FakePeerResolver();
        using var provider = Provider(services => services.AddSingleton<IPeerResolver>(own).AddHeadlessPeers("orders", Static).AddHeadlessPeers("stock", Static));
        Assert.Same(own, provider.GetRequiredService<IPeerResolver>());
    }

    private static void Static(HeadlessPeersOptions options) => options.StaticPeers.Add("10.0.0.1");

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

    private sealed class AsksForPlain(IPeerResolver peers)
    {
        public IPeerResolver Peers => peers;
    }

    private sealed class AsksByName([FromKeyedServices("stock")] IPeerResolver peers)
    {
        public IPeerResolver Peers => peers;
    }
}
