using HeadlessDiscovery.Cluster.Tests.Pods;
using ZiggyCreatures.Caching.Fusion.Backplane;

namespace HeadlessDiscovery.Cluster.Tests.PeerCache;

/// <summary>What is said of a tag may come late and in another order, out of a queue or by the replay, and from a pod with another clock.</summary>
public sealed class TagMessageTests() : OnePod("127.0.66")
{
    [Theory]
    [InlineData("__fc:t:prices")]   // RemoveByTag
    [InlineData("__fc:t:!")]        // Clear
    [InlineData("__fc:t:*")]        // Clear with fail-safe
    public async Task A_tag_that_was_removed_stays_removed_when_an_earlier_message_comes(string key)
    {
        var earlier = DateTimeOffset.UtcNow;
        await CacheAnOldPriceAsync();
        await TellAsync(key, DateTimeOffset.UtcNow);
        await TellAsync(key, earlier);

        Assert.Equal("new", await Shop.PriceAsync(Pod, 1, Token));
    }

    [Fact]
    public async Task A_cache_that_was_emptied_stays_so_when_an_earlier_message_comes()
    {
        var earlier = DateTimeOffset.UtcNow;
        await CacheAnOldPriceAsync();
        await Shop.TellAsync(Pod, HttpMethod.Delete, null, Token);
        await TellAsync("__fc:t:!", earlier);

        Assert.Equal("new", await Shop.PriceAsync(Pod, 1, Token));
    }

    [Theory]
    [InlineData("__fc:t:prices", -1)]
    [InlineData("__fc:t:prices", 1)]
    [InlineData("__fc:t:!", -1)]
    [InlineData("__fc:t:!", 1)]
    [InlineData("__fc:t:*", -1)]
    [InlineData("__fc:t:*", 1)]
    public async Task A_tag_is_removed_once_whatever_the_clock_of_the_peer_says(string key, int hours)
    {
        await CacheAnOldPriceAsync();
        await TellAsync(key, DateTimeOffset.UtcNow.AddHours(hours));

        Assert.Equal("new", await Shop.PriceAsync(Pod, 1, Token));
        await Shop.WriteAsync(1, "changed behind the cache");
        Assert.Equal("new", await Shop.PriceAsync(Pod, 1, Token));
    }

    [Fact]
    public async Task Another_tag_removes_nothing()
    {
        await CacheAnOldPriceAsync();
        await TellAsync("__fc:t:stock", DateTimeOffset.UtcNow);

        Assert.Equal("old", await Shop.PriceAsync(Pod, 1, Token));
    }

    private async Task CacheAnOldPriceAsync()
    {
        await Shop.WriteAsync(1, "old");
        Assert.Equal("old", await Shop.PriceAsync(Pod, 1, Token));
        await Shop.WriteAsync(1, "new");
        Assert.Equal("old", await Shop.PriceAsync(Pod, 1, Token));
    }

    private Task TellAsync(string key, DateTimeOffset at) =>
        Shop.TellAsync(Pod, HttpMethod.Post, BackplaneMessage.ToByteArray(BackplaneMessage.CreateForEntrySet("somebody", key, at.UtcTicks)), Token);
}
