using ZiggyCreatures.Caching.Fusion;

namespace HeadlessDiscovery.FusionCache;

/// <summary>Empties a cache of this pod, or a part of it, and that of no other.</summary>
internal sealed class CacheEraser(IFusionCacheProvider caches)
{
    // FusionCache remembers both as entries, and would publish them to the others.
    private static readonly FusionCacheEntryOptions OnlyHere = new FusionCacheOptions().TagsDefaultEntryOptions.Duplicate().SetSkipBackplaneNotifications(true);

    public ValueTask ClearAsync(string cacheName, CancellationToken cancellationToken) =>
        caches.GetCache(cacheName).ClearAsync(allowFailSafe: false, OnlyHere, cancellationToken);

    /// <summary>Applies what a peer published about a tag, as if it happened here and now.</summary>
    /// <remarks>
    /// FusionCache itself takes the time of the message, and of two messages that which comes last. Where the peer's clock is behind,
    /// nothing is forgotten. Where a queue or the replay brings the earlier message last, what was cached between the two is valid again.
    /// </remarks>
    public ValueTask RemoveByTagAsync(string cacheName, string tag, CancellationToken cancellationToken) => tag switch
    {
        FusionCacheInternalStrings.DefaultClearRemoveTag => ClearAsync(cacheName, cancellationToken),
        FusionCacheInternalStrings.DefaultClearExpireTag => caches.GetCache(cacheName).ClearAsync(allowFailSafe: true, OnlyHere, cancellationToken),
        _ => caches.GetCache(cacheName).RemoveByTagAsync(tag, OnlyHere, cancellationToken),
    };
}
