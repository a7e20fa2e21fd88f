using System.Collections.Concurrent;
using ZiggyCreatures.Caching.Fusion;
using ZiggyCreatures.Caching.Fusion.Backplane;

namespace HeadlessDiscovery.FusionCache;

/// <summary>The caches of this process by channel. All of them share one endpoint.</summary>
internal sealed class PeerSubscriptions
{
    private readonly ConcurrentDictionary<string, BackplaneSubscriptionOptions> byChannel = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> subscribed = new(StringComparer.Ordinal);

    /// <summary>The source of all messages of this process.</summary>
    /// <remarks>
    /// FusionCache 2.9 ignores messages whose source is its own instance id, and derives that id from the start time of the process, in steps of 100 ns.
    /// Two pods that started at the same time on one node were observed to have the same id, and ignored each other's messages.
    /// </remarks>
    public string ProcessId { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Whether the endpoint is mapped; without it, no message can arrive.</summary>
    public bool IsMapped { get; set; }

    public void Add(BackplaneSubscriptionOptions subscription)
    {
        byChannel[Channel(subscription)] = subscription;
        Of(subscription.CacheName).TrySetResult();
    }

    public void Remove(BackplaneSubscriptionOptions subscription) => byChannel.TryRemove(new(Channel(subscription), subscription));

    public BackplaneSubscriptionOptions? Find(string channel) => byChannel.GetValueOrDefault(channel);

    /// <summary>Completes when the cache has subscribed for the first time.</summary>
    public Task SubscribedAsync(string cacheName) => Of(cacheName).Task;

    public static string Channel(BackplaneSubscriptionOptions subscription) =>
        subscription.ChannelName ?? throw new FusionCacheInvalidOptionsException("A cache with a backplane needs a channel name.");

    private TaskCompletionSource Of(string cacheName) => subscribed.GetOrAdd(cacheName, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
