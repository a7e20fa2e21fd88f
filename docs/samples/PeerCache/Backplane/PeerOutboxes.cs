using HeadlessDiscovery;
using Microsoft.Extensions.Options;

namespace PeerCache.Backplane;

/// <summary>One outbox for each peer that DNS names. What is posted goes into all of them at once.</summary>
internal sealed partial class PeerOutboxes(
    IPeerResolver peers, PeerSender sender, IOptions<PeerBackplaneOptions> options, TimeProvider time, ILogger<PeerOutboxes> logger) : BackgroundService
{
    private readonly Lock gate = new();
    private readonly Dictionary<Peer, PeerOutbox> outboxes = [];
    private readonly RecentInvalidations recent = new(options.Value.ReplayWindow, options.Value.MaxPending, time);

    /// <summary>How many keys each peer has not been told yet.</summary>
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

    /// <summary>Only puts it into memory: no caller waits for a peer.</summary>
    /// <exception cref="InvalidOperationException">DNS has not answered yet, so that nobody knows who is to be told. FusionCache tries again later.</exception>
    public void Post(string channel, string key, byte[] message)
    {
        if (!peers.Current.IsResolved)
        {
            throw new InvalidOperationException("The peers are not known yet.");
        }

        // doc: post
        var invalidation = new Invalidation(channel, key, message, time.GetTimestamp());
        lock (gate)
        {
            recent.Add(invalidation);
            foreach (var outbox in outboxes.Values)
            {
                outbox.Add(invalidation);
            }
        }
        // doc: end
    }

    /// <summary>Gives peers that are down a moment before this pod, and what it wanted to say, is gone.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.FlushTimeout);
        while (Pending.Values.Sum() > 0 && !limit.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.StopAsync(cancellationToken);
        foreach (var (peer, count) in Pending.Where(peer => peer.Value > 0))
        {
            LogUntold(peer, count);
        }

        await Task.WhenAll(Take(_ => true).Select(outbox => outbox.DisposeAsync().AsTask()));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var change in peers.WatchAsync(stoppingToken))
        {
            await FollowAsync(change.Current);
        }
    }

    private async Task FollowAsync(PeerSnapshot now)
    {
        // doc: replay
        lock (gate)
        {
            foreach (var joined in now.Where(peer => !outboxes.ContainsKey(peer)))
            {
                var outbox = new PeerOutbox(joined, sender, options.Value);
                outboxes.Add(joined, outbox);

                // It may have cached an old value before this pod knew of it. Under the same lock as a post: nothing falls in between.
                foreach (var invalidation in recent.Replay())
                {
                    outbox.Add(invalidation);
                }
            }
        }
        // doc: end

        foreach (var outbox in Take(peer => !now.Contains(peer)))
        {
            await outbox.DisposeAsync();
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

                // Its own DNS may go on naming it, so that it does not know that it has missed something: said again if it joins again soon.
                foreach (var untold in outbox.Untold)
                {
                    recent.Add(untold.At(time.GetTimestamp()));
                }
            }

            return [.. taken.Select(outbox => outbox.Value)];
        }
    }

    [LoggerMessage(LogLevel.Warning, "This pod ends without having told {Peer} of {Count} keys: there they stay old until they expire")]
    private partial void LogUntold(string peer, int count);
}
