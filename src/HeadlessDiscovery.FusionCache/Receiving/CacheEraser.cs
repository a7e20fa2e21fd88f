using ZiggyCreatures.Caching.Fusion;

namespace HeadlessDiscovery.FusionCache;

/// <summary>Clears a cache of this pod, or a part of it, without affecting other pods.</summary>
internal sealed class CacheEraser(IFusionCacheProvider caches)
{
    // FusionCache stores both as entries, and would publish them to the others.
    private static readonly FusionCacheEntryOptions OnlyHere = new FusionCacheOptions().TagsDefaultEntryOptions.Duplicate().SetSkipBackplaneNotifications(true);

    public ValueTask ClearAsync(string cacheName, CancellationToken cancellationToken) =>
        caches.GetCache(cacheName).ClearAsync(allowFailSafe: false, OnlyHere, cancellationToken);

    /// <summary>Applies a peer's notification about a tag, as if it had happened here and now.</summary>
    /// <remarks>
    /// FusionCache itself uses the time of the message and, of two messages, the one that arrives last. If the peer's clock is behind,
    /// nothing is invalidated. If the earlier message arrives last, because of a queue or the replay, values cached between the two become valid again.
    /// </remarks>
    public ValueTask RemoveByTagAsync(string cacheName, string tag, CancellationToken cancellationToken) => tag switch
    {
        FusionCacheInternalStrings.DefaultClearRemoveTag => ClearAsync(cacheName, cancellationToken),
        FusionCacheInternalStrings.DefaultClearExpireTag => caches.GetCache(cacheName).ClearAsync(allowFailSafe: true, OnlyHere, cancellationToken),
        _ => caches.GetCache(cacheName).RemoveByTagAsync(tag, OnlyHere, cancellationToken),
    };
}
