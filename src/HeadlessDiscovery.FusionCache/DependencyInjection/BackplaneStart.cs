using Microsoft.Extensions.Hosting;
using ZiggyCreatures.Caching.Fusion;

namespace HeadlessDiscovery.FusionCache;

/// <summary>Makes the caches before the application serves, and refuses what would lose every message, or cache nothing, without a sign.</summary>
internal sealed class BackplaneStart(IFusionCacheProvider provider, IEnumerable<BackplaneCache> caches, PeerSubscriptions subscriptions) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var one in caches)
        {
            var cache = provider.GetCache(one.CacheName);
            if (!cache.HasDistributedCache && !cache.DefaultEntryOptions.SkipBackplaneNotifications)
            {
                throw new InvalidOperationException(
                    $"The cache '{one.CacheName}' has no distributed cache, so SkipBackplaneNotifications must be true in its default entry options: otherwise each value that a pod reads is removed on all others. "
                    + "Then use SetSkipBackplaneNotifications(false) where a value changes.");
            }

            // FusionCache subscribes in the background. A peer that sends before that would get the answer that there is no such cache.
            await subscriptions.SubscribedAsync(one.CacheName).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    // When all hosted services have started: some kinds of host map their endpoints in one of them.
    public Task StartedAsync(CancellationToken cancellationToken) => subscriptions.IsMapped
        ? Task.CompletedTask
        : throw new InvalidOperationException("WithPeerBackplane() needs app.MapPeerBackplane(): without it no message of another pod arrives.");

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
