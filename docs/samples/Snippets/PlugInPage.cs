using HeadlessDiscovery;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Snippets;

internal static class PlugInPage
{
    public static void Register(WebApplicationBuilder builder)
    {
        // doc: register
        builder.Services.AddMemoryCache();
        builder.Services.AddSingleton<PodCaches>();
        // doc: end
    }

    public static void Map(WebApplication app)
    {
        // doc: map
        app.MapDelete("/cache", (string key, IMemoryCache cache) => cache.Remove(key));   // only pods may reach it
        // doc: end
    }

    // doc: drop
    internal sealed class PodCaches(IMemoryCache cache, IPeerResolver peers, ILogger<PodCaches> logger)
    {
        private static readonly HttpClient Pods = new(new SocketsHttpHandler { UseProxy = false });

        public async Task DropAsync(string key, CancellationToken token)
        {
            cache.Remove(key);
            var path = $"cache?key={Uri.EscapeDataString(key)}";
            var replies = await peers.CallAllAsync(async (peer, stop) => (await Pods.DeleteAsync($"http://{peer}/{path}", stop)).EnsureSuccessStatusCode(), cancellationToken: token);
            if (!replies.AllSucceeded)
            {
                logger.LogWarning("{Key} may be old on some pods: {Replies}", key, replies);   // until it expires there
            }
        }
    }
    // doc: end
}
