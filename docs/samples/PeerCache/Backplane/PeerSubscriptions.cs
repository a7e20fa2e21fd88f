using System.Collections.Concurrent;
using ZiggyCreatures.Caching.Fusion;
using ZiggyCreatures.Caching.Fusion.Backplane;

namespace PeerCache.Backplane;

/// <summary>The caches of this process by their channel. Two named caches share one endpoint.</summary>
internal sealed class PeerSubscriptions
{
    private readonly ConcurrentDictionary<string, BackplaneSubscriptionOptions> byChannel = new(StringComparer.Ordinal);

    public IEnumerable<string> CacheNames => byChannel.Values.Select(subscription => subscription.CacheName);

    public void Add(BackplaneSubscriptionOptions subscription) => byChannel[Channel(subscription)] = subscription;

    public void Remove(BackplaneSubscriptionOptions subscription) => byChannel.TryRemove(new(Channel(subscription), subscription));

    public BackplaneSubscriptionOptions? Find(string channel) => byChannel.GetValueOrDefault(channel);

    public static string Channel(BackplaneSubscriptionOptions subscription) =>
        subscription.ChannelName ?? throw new FusionCacheInvalidOptionsException("A cache with peers needs a channel name.");
}
