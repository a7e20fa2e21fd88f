using HeadlessDiscovery.DependencyInjection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
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

    [Fact]
    public void The_plain_resolver_is_the_first_or_the_unnamed_one()
    {
        services.AddFakeHeadlessPeers("orders").AddFakeHeadlessPeers("stock");
        using (var provider = services.BuildServiceProvider())
        {
            Assert.Equal("orders", provider.GetRequiredService<IPeerResolver>().Name);
        }

        services.AddFakeHeadlessPeers(configure: null);
        using var unnamed = services.BuildServiceProvider();
        Assert.Equal(string.Empty, unnamed.GetRequiredService<IPeerResolver>().Name);
        Assert.Equal("stock", unnamed.GetRequiredKeyedService<IPeerResolver>("stock").Name);
    }

    [Fact]
    public void The_plain_resolver_of_another_name_stays_as_it_is()
    {
        AddReal("stock");
        AddReal("orders");
        services.AddFakeHeadlessPeers("orders");
        using var provider = services.BuildServiceProvider();
        Assert.Equal("stock", Assert.IsType<PeerResolver>(provider.GetRequiredService<IPeerResolver>()).Name);
        Assert.IsType<FakePeerResolver>(provider.GetRequiredKeyedService<IPeerResolver>("orders"));
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

    // As AddHeadlessPeers does it: the name's own service, the plain one for the first, one factory.
    private void AddReal(string name)
    {
        services.TryAddKeyedSingleton<IPeerResolver>(name, (_, _) => new PeerResolver(name));
        services.TryAddSingleton<IPeerResolver>(_ => new PeerResolver(name));
        services.TryAddSingleton<IPeerResolverFactory>(_ => throw new InvalidOperationException("The real factory was asked."));
    }
}
