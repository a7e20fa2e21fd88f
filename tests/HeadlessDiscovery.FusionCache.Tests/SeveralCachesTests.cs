using Microsoft.AspNetCore.Builder;
using ZiggyCreatures.Caching.Fusion;

namespace HeadlessDiscovery.FusionCache.Tests;

/// <summary>Several caches in one application share one endpoint, and do not mix.</summary>
public sealed class SeveralCachesTests : SafetyNet
{
    [Fact]
    public async Task Two_caches_of_one_service_do_not_forget_for_each_other()
    {
        await using var here = await CachePod.StartAsync("127.0.68.1", Token, builder => Add(builder, "prices", "prices"));
        await using var there = await CachePod.StartAsync("127.0.68.2", Token, builder => Add(builder, "prices", "prices"));
        CachePod.Connect(here, there);
        await there.Named("one").SetAsync("key", "old", token: Token);
        await there.Named("two").SetAsync("key", "old", token: Token);

        await here.Named("one").RemoveAsync("key", options => options.SetSkipBackplaneNotifications(false), token: Token);
        await there.Named("one").ForgetsAsync("key", Token);
        Assert.True(await there.Named("two").HasAsync("key", Token));
        await here.Named("two").RemoveByTagAsync("tag", token: Token);
        await here.Named("two").RemoveAsync("key", options => options.SetSkipBackplaneNotifications(false), token: Token);
        await there.Named("two").ForgetsAsync("key", Token);
    }

    [Fact]
    public async Task A_cache_sends_to_the_peers_of_its_own_service_only()
    {
        await using var here = await CachePod.StartAsync("127.0.68.1", Token, builder => Add(builder, "prices", "stock"));
        await using var price = await CachePod.StartAsync("127.0.68.2", Token, builder => Add(builder, "prices", "stock"));
        await using var stock = await CachePod.StartAsync("127.0.68.3", Token, builder => Add(builder, "prices", "stock"));
        here.Of("prices").Set([price.Peer]);
        here.Of("stock").Set([stock.Peer]);
        foreach (var pod in (CachePod[])[price, stock])
        {
            await pod.Named("one").SetAsync("key", "old", token: Token);
            await pod.Named("two").SetAsync("key", "old", token: Token);
        }

        await here.Named("one").RemoveAsync("key", options => options.SetSkipBackplaneNotifications(false), token: Token);
        await here.Named("two").RemoveAsync("key", options => options.SetSkipBackplaneNotifications(false), token: Token);
        await price.Named("one").ForgetsAsync("key", Token);
        await stock.Named("two").ForgetsAsync("key", Token);
        Assert.True(await price.Named("two").HasAsync("key", Token));
        Assert.True(await stock.Named("one").HasAsync("key", Token));
        Assert.Equal(new[] { $"{price.Peer}", $"{stock.Peer}" }.Order(), (await here.PendingAsync(Token)).Keys.Order());
    }

    private static void Add(WebApplicationBuilder builder, string serviceOfOne, string serviceOfTwo)
    {
        CachePod.AddCache(builder, "one", serviceOfOne);
        CachePod.AddCache(builder, "two", serviceOfTwo);
    }
}
