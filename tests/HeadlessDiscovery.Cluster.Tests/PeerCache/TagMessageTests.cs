using HeadlessDiscovery.Cluster.Tests.Pods;
using HeadlessDiscovery.Testing;
using ZiggyCreatures.Caching.Fusion.Backplane;

namespace HeadlessDiscovery.Cluster.Tests.PeerCache;

/// <summary>What is said of a tag may come late and in another order, out of a queue or by the replay, and from a pod with another clock.</summary>
public sealed class TagMessageTests : IAsyncLifetime
{
    private readonly Limit limit = new(TimeSpan.FromSeconds(100));
    private readonly PriceShop shop = new("127.0.66", TimeSpan.FromMinutes(30));
    private HeadlessServiceServer dns = null!;
    private PodProcess pod = null!;

    private CancellationToken Token => limit.Token;

    public async ValueTask InitializeAsync()
    {
        dns = await PriceShop.DnsAsync(Token);
        pod = shop.Start(1, dns);
        dns.AddPod(pod.Address);
        await shop.Pods.AnswersAsync(pod, "/peers", Token);
    }

    public async ValueTask DisposeAsync()
    {
        await shop.DisposeAsync();
        await dns.DisposeAsync();
        limit.Dispose();
    }

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

        Assert.Equal("new", await shop.PriceAsync(pod, 1, Token));
    }

    [Fact]
    public async Task A_cache_that_was_emptied_stays_so_when_an_earlier_message_comes()
    {
        var earlier = DateTimeOffset.UtcNow;
        await CacheAnOldPriceAsync();
        await shop.TellAsync(pod, HttpMethod.Delete, null, Token);
        await TellAsync("__fc:t:!", earlier);

        Assert.Equal("new", await shop.PriceAsync(pod, 1, Token));
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

        Assert.Equal("new", await shop.PriceAsync(pod, 1, Token));
        await shop.WriteAsync(1, "changed behind the cache");
        Assert.Equal("new", await shop.PriceAsync(pod, 1, Token));
    }

    [Fact]
    public async Task Another_tag_removes_nothing()
    {
        await CacheAnOldPriceAsync();
        await TellAsync("__fc:t:stock", DateTimeOffset.UtcNow);

        Assert.Equal("old", await shop.PriceAsync(pod, 1, Token));
    }

    private async Task CacheAnOldPriceAsync()
    {
        await shop.WriteAsync(1, "old");
        Assert.Equal("old", await shop.PriceAsync(pod, 1, Token));
        await shop.WriteAsync(1, "new");
        Assert.Equal("old", await shop.PriceAsync(pod, 1, Token));
    }

    private Task TellAsync(string key, DateTimeOffset at) =>
        shop.TellAsync(pod, HttpMethod.Post, BackplaneMessage.ToByteArray(BackplaneMessage.CreateForEntrySet("somebody", key, at.UtcTicks)), Token);
}
