using ZiggyCreatures.Caching.Fusion;

namespace Snippets.Packages.Caching;

internal static class Registration
{
    public static void Register(WebApplicationBuilder builder)
    {
        // doc: package
        builder.Services.AddHeadlessPeers("prices-headless", options => options.Port = 8080);
        builder.Services.AddFusionCache()
            .WithDefaultEntryOptions(options => options.SetDuration(TimeSpan.FromMinutes(5)).SetSkipBackplaneNotifications(true))
            .WithPeerBackplane("prices-headless");
        // doc: end
    }

    public static void Map(WebApplication app)
    {
        // doc: package
        app.MapPeerBackplane();   // for the other pods; PeerBackplane:Secret in the configuration of all of them
        // doc: end
    }

    public static async Task RemoveAsync(IFusionCache cache)
    {
        // doc: package
        await cache.RemoveAsync("price:1", options => options.SetSkipBackplaneNotifications(false), CancellationToken.None);
        // doc: end
    }
}
