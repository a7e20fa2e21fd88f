using ZiggyCreatures.Caching.Fusion;

namespace HeadlessDiscovery.FusionCache.Tests;

/// <summary>Waits until something is so; the token of the test ends what never is.</summary>
internal static class CacheWait
{
    public static async Task UntilAsync(Func<ValueTask<bool>> condition, CancellationToken token)
    {
        while (!await condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), token);
        }
    }

    public static Task ForgetsAsync(this IFusionCache cache, string key, CancellationToken token) =>
        UntilAsync(async () => !await cache.HasAsync(key, token), token);

    public static async ValueTask<bool> HasAsync(this IFusionCache cache, string key, CancellationToken token) =>
        (await cache.TryGetAsync<string>(key, token: token)).HasValue;
}
