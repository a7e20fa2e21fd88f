using HeadlessDiscovery.DependencyInjection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Testing.Tests.DependencyInjection;

public sealed class AddFakeHeadlessPeersTests
{
    private readonly ServiceCollection services = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_fake_takes_the_place_of_the_real_one_before_and_after(bool realFirst)
    {
        if (realFirst)
        {
            AddReal("orders");
        }

        services.AddFakeHeadlessPeers("orders", fake => fake.Set("10.0.0.1"));
        if (!realFirst)
        {
            AddReal("orders");
        }

        using var provider = services.BuildServiceProvider();
        var fake = provider.GetRequiredKeyedService<FakePeerResolver>("orders");
        Assert.Single(fake.Current);
        Assert.Same(fake, provider.GetRequiredKeyedService<IPeerResolver>("orders"));
        Assert.Same(fake, provider.GetRequiredService<IPeerResolver>());
        Assert.Same(fake, provider.GetRequiredService<FakePeerResolver>());
        Assert.Same(fake, provider.GetRequiredService<IPeerResolverFactory>().Get("orders"));
        Assert.Equal("later", Assert.IsType<FakePeerResolver>(provider.GetRequiredService<IPeerResolverFactory>().Get("later")).Name);
    }

    [Fact]
    public async Task No_look_up_starts_with_the_host()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<IHostedService, HeadlessPeersStarter>();
        builder.Services.AddFakeHeadlessPeers("orders");
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        Assert.Empty(host.Services.GetServices<IHostedService>());
    }

    [Fact]
    public void Adding_a_name_twice_sets_up_one_fake_with_both()
    {
        services.AddFakeHeadlessPeers("orders", fake => fake.Set("10.0.0.1"));
        services.AddFakeHeadlessPeers("orders", fake => fake.Add("10.0.0.2"));
        using var provider = services.BuildServiceProvider();
        Assert.Equal(2, provider.GetRequiredService<IPeerResolver>().Current.Count);
        Assert.Single(provider.GetServices<IPeerResolver>());
    }

    // It used to be the first one: with a second fake, a test of the application went by another resolver than the application.
    [Fact]
    public void The_plain_fake_is_the_only_or_the_unnamed_one_by_the_rule_of_the_real_resolvers()
    {
        services.AddFakeHeadlessPeers("orders").AddFakeHeadlessPeers("stock");
        using (var provider = services.BuildServiceProvider())
        {
            Assert.Contains("'orders', 'stock'", Assert.Throws<NoPlainPeerResolverException>(provider.GetRequiredService<IPeerResolver>).Message, StringComparison.Ordinal);
            Assert.Throws<NoPlainPeerResolverException>(provider.GetRequiredService<FakePeerResolver>);
        }

        services.AddFakeHeadlessPeers(configure: null);
        using var unnamed = services.BuildServiceProvider();
        Assert.Equal(string.Empty, unnamed.GetRequiredService<IPeerResolver>().Name);
        Assert.Same(unnamed.GetRequiredService<IPeerResolver>(), unnamed.GetRequiredService<FakePeerResolver>());
        Assert.Equal("stock", unnamed.GetRequiredKeyedService<IPeerResolver>("stock").Name);
    }

    [Fact]
    public void Of_a_fake_and_a_resolver_that_a_package_added_for_itself_the_fake_is_the_plain_one()
    {
        services.TryAddHeadlessPeers("stock");
        services.AddFakeHeadlessPeers("orders");
        services.TryAddHeadlessPeers("orders");
        using var provider = services.BuildServiceProvider();
        Assert.Equal("orders", provider.GetRequiredService<FakePeerResolver>().Name);
        Assert.IsType<FakePeerResolver>(provider.GetRequiredKeyedService<IPeerResolver>("orders"));
    }

    [Fact]
    public void A_plain_resolver_that_is_real_is_not_given_as_a_fake()
    {
        services.AddHeadlessPeers(options => options.StaticPeers.Add("10.0.0.1"));
        services.AddFakeHeadlessPeers("orders");
        using var provider = services.BuildServiceProvider();
        Assert.IsType<PeerResolver>(provider.GetRequiredService<IPeerResolver>());
        Assert.Throws<InvalidOperationException>(provider.GetRequiredService<FakePeerResolver>);
    }

    [Fact]
    public async Task The_factory_releases_fakes_that_were_only_asked_for()
    {
        services.AddFakeHeadlessPeers("orders");
        await using var provider = services.BuildServiceProvider();
        var factory = provider.GetRequiredService<IPeerResolverFactory>();
        var later = Assert.IsType<FakePeerResolver>(factory.Get("later"));
        Assert.True(await factory.ReleaseAsync("later"));
        Assert.Throws<ObjectDisposedException>(later.Empty);
        Assert.False(await factory.ReleaseAsync("later"));
        Assert.NotSame(later, factory.Get("later"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => factory.ReleaseAsync("orders").AsTask());
    }

    [Fact]
    public void Each_container_has_its_own_fakes_and_disposes_them()
    {
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(DateTimeOffset.UnixEpoch + TimeSpan.FromDays(1)));
        services.AddFakeHeadlessPeers("orders", fake => fake.Set("10.0.0.1"));
        var (first, second) = (services.BuildServiceProvider(), services.BuildServiceProvider());
        var (one, other) = (first.GetRequiredService<FakePeerResolver>(), second.GetRequiredService<FakePeerResolver>());
        Assert.NotSame(one, other);
        Assert.Equal(DateTimeOffset.UnixEpoch + TimeSpan.FromDays(1), one.Current.ResolvedAt);
        first.Dispose();
        Assert.Throws<ObjectDisposedException>(() => one.Empty());
        other.Empty();
        second.Dispose();
    }

    [Fact]
    public void Null_is_refused()
    {
        Assert.Throws<ArgumentNullException>("services", () => ((IServiceCollection)null!).AddFakeHeadlessPeers("orders"));
        Assert.Throws<ArgumentNullException>("name", () => services.AddFakeHeadlessPeers((string)null!));
    }

    private void AddReal(string name) => services.AddHeadlessPeers(name, options => options.StaticPeers.Add("10.0.0.1"));
}
