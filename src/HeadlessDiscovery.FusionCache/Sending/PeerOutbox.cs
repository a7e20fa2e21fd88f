using System.Threading.Channels;

namespace HeadlessDiscovery.FusionCache;

/// <summary>The notifications that have not been sent to one peer yet. A peer that is down does not delay others, and receives them once it responds again.</summary>
internal sealed class PeerOutbox : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly NewestPerKey pending = new();
    private readonly Channel<bool> filled = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource closed = new();
    private readonly Func<Invalidation, CancellationToken, Task<bool>> trySend;
    private readonly PeerBackplaneOptions options;
    private readonly TimeProvider time;
    private readonly Task sending;

    public PeerOutbox(Peer peer, PeerSender sender, PeerBackplaneOptions options, TimeProvider time)
    {
        trySend = (invalidation, token) => sender.TrySendAsync(peer, invalidation, token);
        this.options = options;
        this.time = time;
        sending = Task.Run(SendAllAsync);
    }

    public int Count
    {
        get
        {
            lock (gate)
            {
                return pending.Count;
            }
        }
    }

    /// <summary>The number of keys that have not been sent yet.</summary>
    public Invalidation[] Unsent
    {
        get
        {
            lock (gate)
            {
                return [.. pending];
            }
        }
    }

    public void Add(Invalidation invalidation)
    {
        lock (gate)
        {
            pending.Add(invalidation);   // takes the place of an older one of the same key
            if (pending.Count > options.MaxPending)
            {
                pending.Collapse(invalidation.Timestamp);   // "everything is out of date"
            }
        }

        filled.Writer.TryWrite(true);
    }

    private async Task SendAllAsync()
    {
        await foreach (var _ in filled.Reader.ReadAllAsync(closed.Token).ConfigureAwait(false))
        {
            var pause = options.LongestPause / 16;
            while (Oldest() is { } invalidation)
            {
                if (await trySend(invalidation, closed.Token).ConfigureAwait(false))
                {
                    Remove(invalidation);
                    pause = options.LongestPause / 16;
                }
                else
                {
                    await Task.Delay(pause, time, closed.Token).ConfigureAwait(false);
                    pause = pause * 2 < options.LongestPause ? pause * 2 : options.LongestPause;
                }
            }
        }
    }

    /// <summary>Stops sending, and drops everything that has not been sent.</summary>
    public async ValueTask DisposeAsync()
    {
        await closed.CancelAsync().ConfigureAwait(false);
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        closed.Dispose();
    }

    private Invalidation? Oldest()
    {
        lock (gate)
        {
            return pending.Oldest;
        }
    }

    private void Remove(Invalidation sent)
    {
        lock (gate)
        {
            pending.Remove(sent);
        }
    }
}
