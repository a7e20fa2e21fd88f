using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ZiggyCreatures.Caching.Fusion;
using ZiggyCreatures.Caching.Fusion.DangerZone;

namespace HeadlessDiscovery.FusionCache.Tests;

/// <summary>FusionCache 2.9.0 takes an instance id from the time of the start, and ignores messages from its own id.</summary>
public sealed class InstanceIdTests : SafetyNet
{
    [Fact]
    public async Task Pods_whose_caches_have_the_same_instance_id_are_sent_each_other_s_changes()
    {
        await using var here = await CachePod.StartAsync("127.0.69.1", Token, builder => WithId(builder, "0HNQEI0VN9QFI"));
        await using var there = await CachePod.StartAsync("127.0.69.2", Token, builder => WithId(builder, "0HNQEI0VN9QFI"));
        Assert.Equal(here.Cache.InstanceId, there.Cache.InstanceId);
        CachePod.Connect(here, there);

        await there.Cache.SetAsync("key", "old", token: Token);
        await here.ChangeAsync("key", Token);
        await there.Cache.ForgetsAsync("key", Token);
    }

    [Fact]
    public async Task A_pod_that_sends_to_itself_ignores_its_own_changes()
    {
        await using var here = await CachePod.StartAsync("127.0.69.1", Token);
        await using var there = await CachePod.StartAsync("127.0.69.2", Token);
        here.Peers.Set([here.Peer, there.Peer]);
        there.Peers.WithSelf($"{there.Peer}").Set([here.Peer, there.Peer]);

        await here.ChangeAsync("key", Token);
        await here.Cache.SetAsync("key", "newer", token: Token);
        await CacheWait.UntilAsync(async () => (await here.PendingAsync(Token)).Values.Sum() == 0, Token);
        Assert.Equal(2, (await here.PendingAsync(Token)).Count);
        Assert.True(await here.Cache.HasAsync("key", Token));
    }

    private static void WithId(WebApplicationBuilder builder, string id)
    {
        CachePod.AddCache(builder);
        builder.Services.ConfigureAll<FusionCacheOptions>(options => options.SetInstanceId(id));
    }
}
