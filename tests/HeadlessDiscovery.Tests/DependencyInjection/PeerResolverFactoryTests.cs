using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.Tests.DependencyInjection;

/// <summary>Names known only at run time, without a registration, and their end.</summary>
public sealed class PeerResolverFactoryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_factory_needs_no_registered_name()
    {
        await using var provider = new ServiceCollection()
            .AddHeadlessPeersFactory()
            .ConfigureAll<HeadlessPeersOptions>(options => options.StaticPeers.Add("10.0.0.1:5000"))
            .BuildServiceProvider();
        var factory = provider.GetRequiredService<IPeerResolverFactory>();
        Assert.Equal("10.0.0.1:5000", string.Join(' ', await factory.Get("shard-7").GetPeersAsync(Token)));
        Assert.Same(factory.Get("shard-7"), factory.Get("shard-7"));
        Assert.Contains("AddHeadlessPeers was not called", Assert.Throws<NoPlainPeerResolverException>(provider.GetRequiredService<IPeerResolver>).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_of_run_time_names_are_validated_too()
    {
        using var provider = new ServiceCollection().AddHeadlessPeersFactory().BuildServiceProvider();
        Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IPeerResolverFactory>().Get("a..b"));
    }

    [Fact]
    public async Task A_released_resolver_is_disposed_for_all_who_hold_it_and_keeps_what_it_knew()
    {
        await using var provider = Provider();
        var factory = provider.GetRequiredService<IPeerResolverFactory>();
        var held = factory.Get("shard-7");
        await held.GetPeersAsync(Token);
        await using var stream = held.WatchAsync(Token).GetAsyncEnumerator(Token);
        Assert.True(await stream.MoveNextAsync());

        Assert.True(await factory.ReleaseAsync("shard-7"));

        Assert.False(await stream.MoveNextAsync());
        Assert.Single(held.Current);
        Assert.Single(await held.GetPeersAsync(Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => held.RefreshAsync(Token).AsTask());
    }

    [Fact]
    public async Task After_a_release_the_name_gives_a_new_resolver_with_the_options_as_they_are_now()
    {
        var port = 5000;
        await using var provider = Provider(options => options.Port = port);
        var factory = provider.GetRequiredService<IPeerResolverFactory>();
        var first = factory.Get("shard-7");
        await factory.ReleaseAsync("shard-7");
        port = 6000;
        var second = factory.Get("shard-7");
        Assert.NotSame(first, second);
        Assert.Equal("10.0.0.1:6000", string.Join(' ', await second.GetPeersAsync(Token)));
    }

    [Fact]
    public async Task A_name_that_nobody_got_is_not_released_and_a_second_release_does_nothing()
    {
        await using var provider = Provider();
        var factory = provider.GetRequiredService<IPeerResolverFactory>();
        Assert.False(await factory.ReleaseAsync("shard-7"));
        factory.Get("shard-7");
        Assert.True(await factory.ReleaseAsync("shard-7"));
        Assert.False(await factory.ReleaseAsync("shard-7"));
    }

    [Fact]
    public async Task A_name_whose_resolver_could_not_be_made_is_not_released_but_can_be_tried_again()
    {
        var port = 0;
        await using var provider = Provider(options => options.Port = port);
        var factory = provider.GetRequiredService<IPeerResolverFactory>();
        Assert.Throws<OptionsValidationException>(() => factory.Get("shard-7"));
        Assert.False(await factory.ReleaseAsync("shard-7"));
        port = 5000;
        Assert.Equal("10.0.0.1:5000", string.Join(' ', await factory.Get("shard-7").GetPeersAsync(Token)));
    }

    [Fact]
    public async Task A_registered_name_belongs_to_the_container_and_cannot_be_released()
    {
        await using var provider = new ServiceCollection().AddHeadlessPeers("orders", options => options.StaticPeers.Add("10.0.0.1")).BuildServiceProvider();
        var factory = provider.GetRequiredService<IPeerResolverFactory>();
        var orders = factory.Get("orders");
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => factory.ReleaseAsync("orders").AsTask());
        Assert.StartsWith("'orders' is registered", thrown.Message, StringComparison.Ordinal);
        Assert.Same(orders, factory.Get("orders"));
        Assert.Single(await orders.RefreshAsync(Token));
    }

    [Fact]
    public async Task Null_is_refused()
    {
        await using var provider = Provider();
        var factory = provider.GetRequiredService<IPeerResolverFactory>();
        await Assert.ThrowsAsync<ArgumentNullException>("name", () => factory.ReleaseAsync(null!).AsTask());
        Assert.Throws<ArgumentNullException>("services", () => ((IServiceCollection)null!).AddHeadlessPeersFactory());
        Assert.Throws<ArgumentNullException>("services", () => ((IServiceCollection)null!).TryAddHeadlessPeers("orders"));
        Assert.Throws<ArgumentNullException>("name", () => new ServiceCollection().TryAddHeadlessPeers(null!));
    }

    private static ServiceProvider Provider(Action<HeadlessPeersOptions>? configure = null) => new ServiceCollection()
        .AddHeadlessPeersFactory()
        .ConfigureAll<HeadlessPeersOptions>(options =>
        {
            configure?.Invoke(options);
            options.StaticPeers.Add("10.0.0.1");
        })
        .BuildServiceProvider();
}
