using HeadlessDiscovery;
using Microsoft.Extensions.Options;

namespace PeerCache.Backplane;

/// <summary>Empties the caches of this pod when it may have missed what the others said.</summary>
internal sealed class CacheGuard(
    IPeerResolver peers, PeerSubscriptions subscriptions, CacheEraser eraser, IOptions<PeerBackplaneOptions> options, TimeProvider time, ILogger<CacheGuard> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var cover = new Cover(options.Value.ReplayWindow, time);
        using var timer = new PeriodicTimer(cover.LongestGap / 8, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!cover.MayHaveMissed(peers.Current))
            {
                continue;
            }

            foreach (var name in subscriptions.CacheNames)
            {
                logger.LogWarning("This pod was out of reach of its peers: {Cache} is emptied", name);
                await eraser.ClearAsync(name, stoppingToken);
            }
        }
    }
}
