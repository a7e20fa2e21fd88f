using System.Threading.Channels;
using HeadlessDiscovery;

namespace PeerCache.Backplane;

/// <summary>What one peer has not been told yet. A peer that is down holds up nobody else, and is told when it answers again.</summary>
internal sealed class PeerOutbox : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly NewestPerKey pending = new();
    private readonly Channel<bool> filled = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource closed = new();
    private readonly Func<Invalidation, CancellationToken, Task<bool>> trySend;
    private readonly PeerBackplaneOptions options;
    private readonly Task sending;

    public PeerOutbox(Peer peer, PeerSender sender, PeerBackplaneOptions options)
    {
        trySend = (invalidation, token) => sender.TrySendAsync(peer, invalidation, token);
        this.options = options;
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

    /// <summary>What the peer has not been told yet.</summary>
    public Invalidation[] Untold
    {
        get
        {
            lock (gate)
            {
                return [.. pending];
            }
        }
    }

    // doc: outbox
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
        await foreach (var _ in filled.Reader.ReadAllAsync(closed.Token))
        {
            var pause = options.LongestPause / 16;
            while (Oldest() is { } invalidation)
            {
                if (await trySend(invalidation, closed.Token))
                {
                    Remove(invalidation);
                    pause = options.LongestPause / 16;
                }
                else
                {
                    await Task.Delay(pause, closed.Token);
                    pause = pause * 2 < options.LongestPause ? pause * 2 : options.LongestPause;
                }
            }
        }
    }
    // doc: end

    /// <summary>Sends no more, and drops what was not told.</summary>
    public async ValueTask DisposeAsync()
    {
        await closed.CancelAsync();
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

    private void Remove(Invalidation told)
    {
        lock (gate)
        {
            pending.Remove(told);
        }
    }
}
