using System.Collections.Immutable;
using System.Threading.Channels;
using HeadlessDiscovery.AspNetCore.Recording;
using HeadlessDiscovery.Json;

namespace HeadlessDiscovery.AspNetCore.Serving;

/// <summary>One event of one resolver.</summary>
/// <param name="Service">The registration name.</param>
/// <param name="Transition">What happened since the last event of this stream; lookup for any lookup that changed nothing.</param>
internal sealed record FedEvent(string Service, Transition Transition);

/// <summary>The content of a stream: every version of its resolvers, lookups that changed nothing, and null from time to time to keep the connection alive.</summary>
internal sealed class EventFeed : IAsyncDisposable
{
    // A slow reader makes the watchers wait, which then skip versions; nothing accumulates.
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
        try
        {
            var isFirst = true;
            await foreach (var (change, now) in peers.Changes.ReadWithLookupsAsync(token).ConfigureAwait(false))
            {
                if (change is not null)
                {
                    // The page is read anew with the event, and the history is recorded from a stream of its own.
                    await peers.Record.ReachAsync(now.Version, token).ConfigureAwait(false);
                }

                foreach (var transition in change is null ? [new Transition(time.GetUtcNow(), EventKind.Lookup, now, [], [])] : Transition.Of(change, isFirst, time.GetUtcNow()))
                {
                    await channel.Writer.WriteAsync(new FedEvent(peers.Resolver.Name, transition), token).ConfigureAwait(false);
                }

                isFirst &= change is null;
            }
        }
        catch (Exception exception) when (!token.IsCancellationRequested)
        {
            // Immediately, and not when the other services have ended: a reader must not assume that the stream is complete.
            channel.Writer.TryComplete(exception);
            throw;
        }
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
