using Microsoft.Extensions.Hosting;
using ZiggyCreatures.Caching.Fusion;

namespace HeadlessDiscovery.FusionCache;

/// <summary>Creates the caches before the application serves requests, and rejects configurations that would silently lose every message or cache nothing.</summary>
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
                    $"The cache '{one.CacheName}' has no distributed cache, so SkipBackplaneNotifications must be true in its default entry options: otherwise each value that one pod reads is removed from all others. "
                    + "Use SetSkipBackplaneNotifications(false) where a value actually changes.");
            }

            // FusionCache subscribes in the background. A peer that sends before that would get a 404.
            await subscriptions.SubscribedAsync(one.CacheName).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    // After all hosted services have started, because some kinds of host map their endpoints in one of them.
    public Task StartedAsync(CancellationToken cancellationToken) => subscriptions.IsMapped
        ? Task.CompletedTask
        : throw new InvalidOperationException("WithPeerBackplane() needs app.MapPeerBackplane(): without it, no messages from other pods arrive.");

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
