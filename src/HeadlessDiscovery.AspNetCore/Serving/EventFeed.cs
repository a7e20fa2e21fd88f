using System.Collections.Immutable;
using System.Threading.Channels;
using HeadlessDiscovery.AspNetCore.Recording;

namespace HeadlessDiscovery.AspNetCore.Serving;

/// <summary>One event of one resolver.</summary>
/// <param name="Service">The registration name.</param>
/// <param name="Kind">As <see cref="Transition.Kind"/>, or lookup for a look-up that changed nothing.</param>
/// <param name="At">When it was seen, UTC.</param>
/// <param name="Snapshot">What was known after it.</param>
/// <param name="Added">The peers that joined since this stream told some.</param>
/// <param name="Removed">The peers that left since this stream told some.</param>
internal sealed record FedEvent(string Service, string Kind, DateTimeOffset At, PeerSnapshot Snapshot, ImmutableArray<Peer> Added, ImmutableArray<Peer> Removed);

/// <summary>What a stream has to tell: every version of its resolvers, look-ups that changed nothing, and null from time to time, for the connection to stay alive.</summary>
internal sealed class EventFeed : IAsyncDisposable
{
    // A slow reader makes the watchers wait, and those skip versions then; nothing piles up.
    private readonly Channel<FedEvent?> channel = Channel.CreateBounded<FedEvent?>(1);
    private readonly CancellationTokenSource end;
    private readonly TimeProvider time;
    private readonly Task all;

    public EventFeed(ImmutableArray<RecordedPeers> shown, TimeProvider time, TimeSpan silence, CancellationToken cancellationToken)
    {
        this.time = time;
        end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var token = end.Token;
        all = CompleteAsync(Task.WhenAll(shown.Select(peers => WatchAsync(peers, token))), SilenceAsync(silence, token));
    }

    public IAsyncEnumerable<FedEvent?> ReadAsync(CancellationToken cancellationToken) => channel.Reader.ReadAllAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync().ConfigureAwait(false);
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        end.Dispose();
    }

    private async Task CompleteAsync(Task watching, Task silence)
    {
        try
        {
            // The streams of disposed resolvers end quietly, and this one with them.
            await watching.ConfigureAwait(false);
            channel.Writer.TryComplete();
            await end.CancelAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            channel.Writer.TryComplete(exception);
        }

        await silence.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task WatchAsync(RecordedPeers peers, CancellationToken token)
    {
        var changes = peers.Changes.ReadAsync(token).GetAsyncEnumerator(token);
        var next = changes.MoveNextAsync().AsTask();
        try
        {
            await TellAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (!token.IsCancellationRequested)
        {
            // Now, and not when the other services have ended: a reader must not think that all is told.
            channel.Writer.TryComplete(exception);
            throw;
        }
        finally
        {
            // It ends with the token at the latest, and must not be disposed before.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await changes.DisposeAsync().ConfigureAwait(false);
        }

        async Task TellAsync()
        {
            var isFirst = true;
            PeerSnapshot? told = null;
            while (true)
            {
                token.ThrowIfCancellationRequested();

                // A look-up without a difference is no version: it is looked for, in memory, each second.
                var isNews = next.IsCompleted || await ArrivesAsync(next, token).ConfigureAwait(false);
                if (isNews && !await next.ConfigureAwait(false))
                {
                    return;
                }

                var now = isNews ? changes.Current.Current : peers.Resolver.Current;
                if (isNews)
                {
                    foreach (var transition in Transition.Of(changes.Current, isFirst, time.GetUtcNow()))
                    {
                        await channel.Writer.WriteAsync(new FedEvent(peers.Resolver.Name, transition.Kind, transition.At, now, transition.Added, transition.Removed), token).ConfigureAwait(false);
                    }

                    (isFirst, told) = (false, now);
                    next = changes.MoveNextAsync().AsTask();
                }
                else if (told is not null && now.Version == told.Version && !ReferenceEquals(now, told))
                {
                    told = now;
                    await channel.Writer.WriteAsync(new FedEvent(peers.Resolver.Name, "lookup", time.GetUtcNow(), now, [], []), token).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task<bool> ArrivesAsync(Task<bool> next, CancellationToken token)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        var second = Task.Delay(TimeSpan.FromSeconds(1), time, stop.Token);
        var first = await Task.WhenAny(next, second).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        return first == next;
    }

    private async Task SilenceAsync(TimeSpan silence, CancellationToken token)
    {
        using var timer = new PeriodicTimer(silence, time);
        while (await timer.WaitForNextTickAsync(token).ConfigureAwait(false))
        {
            await channel.Writer.WriteAsync(null, token).ConfigureAwait(false);
        }
    }
}
