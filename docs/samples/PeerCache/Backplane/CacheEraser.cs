using ZiggyCreatures.Caching.Fusion;

namespace PeerCache.Backplane;

/// <summary>Empties a cache of this pod, and of no other.</summary>
internal sealed class CacheEraser(IFusionCacheProvider caches)
{
    // FusionCache remembers a Clear as an entry, and would tell the others of it.
    private static readonly FusionCacheEntryOptions OnlyHere = new() { Duration = TimeSpan.FromDays(10), SkipBackplaneNotifications = true };

    public ValueTask ClearAsync(string cacheName, CancellationToken cancellationToken) =>
        caches.GetCache(cacheName).ClearAsync(allowFailSafe: false, OnlyHere, cancellationToken);
}
