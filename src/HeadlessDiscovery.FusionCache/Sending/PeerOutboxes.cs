using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.FusionCache;

/// <summary>One outbox per peer that DNS lists. Everything that is posted is added to all of them.</summary>
internal sealed class PeerOutboxes(
    IPeerResolver peers, PeerSender sender, IOptions<PeerBackplaneOptions> options, TimeProvider time, ILogger<PeerOutboxes> logger) : BackgroundService
{
    private readonly Lock gate = new();
    private readonly Dictionary<Peer, PeerOutbox> outboxes = [];
    private readonly RecentInvalidations recent = new(options.Value.ReplayWindow, options.Value.MaxPending, time);

    /// <summary>The number of keys that have not been sent to each peer yet.</summary>
    public IReadOnlyDictionary<string, int> Pending
    {
        get
        {
            lock (gate)
            {
                return outboxes.ToDictionary(outbox => outbox.Key.ToString(), outbox => outbox.Value.Count);
            }
        }
    }

    /// <summary>Only stores it in memory, so callers never wait for a peer.</summary>
    /// <exception cref="InvalidOperationException">DNS has not answered yet, so the peers are unknown. FusionCache's auto-recovery retries later.</exception>
    public void Post(string channel, string key, byte[] message)
    {
        if (!peers.Current.IsResolved)
        {
            throw new InvalidOperationException("The peers are not known yet.");
        }

        var invalidation = new Invalidation(channel, key, message, time.GetTimestamp());
        lock (gate)
        {
            recent.Add(invalidation);
            foreach (var outbox in outboxes.Values)
            {
                outbox.Add(invalidation);
            }
        }
    }

    /// <summary>Waits for peers that are down, because whatever has not been sent is lost when this process ends.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(options.Value.FlushTimeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        while (Pending.Values.Sum() > 0 && !limit.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), time, limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (peer, count) in Pending.Where(peer => peer.Value > 0))
        {
            logger.Unsent(count, peer);
        }

        await Task.WhenAll(Take(_ => true).Select(outbox => outbox.DisposeAsync().AsTask())).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var change in peers.WatchAsync(stoppingToken).ConfigureAwait(false))
        {
            await FollowAsync(change.Current).ConfigureAwait(false);
        }
    }

    private async Task FollowAsync(PeerSnapshot now)
    {
        lock (gate)
        {
            foreach (var joined in now.Where(peer => !outboxes.ContainsKey(peer)))
            {
                var outbox = new PeerOutbox(joined, sender, options.Value, time);
                outboxes.Add(joined, outbox);

                // It may have cached an old value before this pod knew of it. Under the same lock as a post, so that nothing is missed in between.
                foreach (var invalidation in recent.Replay())
                {
                    outbox.Add(invalidation);
                }
            }
        }

        foreach (var outbox in Take(peer => !now.Contains(peer)))
        {
            await outbox.DisposeAsync().ConfigureAwait(false);
        }
    }

    private PeerOutbox[] Take(Func<Peer, bool> which)
    {
        lock (gate)
        {
            var taken = outboxes.Where(outbox => which(outbox.Key)).ToArray();
            foreach (var (peer, outbox) in taken)
            {
                outboxes.Remove(peer);

                // Its own DNS may still list it, so it may not know that it has missed something: these are sent if it joins again soon.
                foreach (var unsent in outbox.Unsent)
                {
                    recent.Add(unsent.At(time.GetTimestamp()));
                }
            }

            return [.. taken.Select(outbox => outbox.Value)];
        }
    }
}
