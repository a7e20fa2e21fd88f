using ZiggyCreatures.Caching.Fusion;
using ZiggyCreatures.Caching.Fusion.Backplane;

namespace HeadlessDiscovery.FusionCache;

/// <summary>FusionCache's backplane over the peers of a headless service, without a broker.</summary>
internal sealed class PeerBackplane(PeerSubscriptions subscriptions, PeerOutboxes outboxes) : IFusionCacheBackplane
{
    private volatile BackplaneSubscriptionOptions? subscription;

    public void Subscribe(BackplaneSubscriptionOptions options)
    {
        Listen(options);
        options.ConnectHandler?.Invoke(new BackplaneConnectionInfo(isReconnection: false));
    }

    public async ValueTask SubscribeAsync(BackplaneSubscriptionOptions options)
    {
        Listen(options);
        if (options.ConnectHandlerAsync is { } connected)
        {
            await connected(new BackplaneConnectionInfo(isReconnection: false)).ConfigureAwait(false);
        }
    }

    public void Unsubscribe()
    {
        if (subscription is { } current)
        {
            subscriptions.Remove(current);
            subscription = null;
        }
    }

    public ValueTask UnsubscribeAsync()
    {
        Unsubscribe();
        return ValueTask.CompletedTask;
    }

    public void Publish(BackplaneMessage message, FusionCacheEntryOptions options, CancellationToken token = default)
    {
        var current = subscription ?? throw new InvalidOperationException("The cache has not subscribed.");
        var sent = new BackplaneMessage(message.Timestamp) { SourceId = subscriptions.ProcessId, Action = message.Action, CacheKey = message.CacheKey };
        outboxes.Post(PeerSubscriptions.Channel(current), message.CacheKey!, BackplaneMessage.ToByteArray(sent));
    }

    public ValueTask PublishAsync(BackplaneMessage message, FusionCacheEntryOptions options, CancellationToken token = default)
    {
        Publish(message, options, token);   // nothing to wait for: no peer is called here
        return ValueTask.CompletedTask;
    }

    private void Listen(BackplaneSubscriptionOptions options)
    {
        subscriptions.Add(options);
        subscription = options;
    }
}
