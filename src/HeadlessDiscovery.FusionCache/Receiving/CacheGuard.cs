using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.FusionCache;

/// <summary>Clears the caches of one service on this pod when it may have missed notifications.</summary>
internal sealed class CacheGuard(
    IPeerResolver peers, IEnumerable<BackplaneCache> caches, CacheEraser eraser, IOptions<PeerBackplaneOptions> options, TimeProvider time, ILogger<CacheGuard> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var cover = new Cover(options.Value.ReplayWindow, time);
        using var timer = new PeriodicTimer(cover.LongestGap / 8, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            if (!cover.MayHaveMissed(peers.Current))
            {
                continue;
            }

            foreach (var cache in caches)
            {
                logger.Emptied(cache.CacheName);
                await eraser.ClearAsync(cache.CacheName, stoppingToken).ConfigureAwait(false);
            }
        }
    }
}
