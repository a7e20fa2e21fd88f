using System.Collections.Immutable;
using System.Net.Sockets;
using System.Threading.Channels;

namespace HeadlessDiscovery;

/// <summary>One call of every peer: as many workers as may call at once, each taking the next peer.</summary>
internal sealed class PeerCallRound<T> : IAsyncDisposable
{
    private readonly Channel<PeerReply<T>> replies = Channel.CreateUnbounded<PeerReply<T>>(new() { SingleReader = true });
    private readonly CancellationTokenSource ending;
    private readonly CancellationToken ended;
    private readonly IPeerResolver resolver;
    private readonly PeerCallOptions options;
    private readonly PeerDepartures departures;
    private readonly PeerAttempt<T> attempt;
    private readonly ImmutableArray<Peer> targets;
    private int next = -1;

    public PeerCallRound(IPeerResolver resolver, PeerSnapshot asked, Func<Peer, CancellationToken, ValueTask<T>> call, PeerCallOptions options, CancellationToken cancellationToken)
    {
        this.resolver = resolver;
        this.options = options;
        targets = PeerDepartures.Targets(asked, options);
        ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ended = ending.Token;
        departures = new PeerDepartures(resolver, targets, options, ended);
        attempt = new PeerAttempt<T>(call, options, ended);
        _ = RunAsync();
    }

    /// <summary>The next reply to arrive; null after the last one.</summary>
    public async ValueTask<PeerReply<T>?> NextAsync(CancellationToken cancellationToken)
    {
        await replies.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false);

        // The wait may end because the cancelled calls are all done: that is no end of the replies.
        cancellationToken.ThrowIfCancellationRequested();
        return replies.Reader.TryRead(out var reply) ? reply : null;
    }

    public async ValueTask DisposeAsync()
    {
        // The calls are told, not awaited: one that ignores its token must not delay the end of the enumeration.
        await ending.CancelAsync().ConfigureAwait(false);
        await departures.DisposeAsync().ConfigureAwait(false);
        ending.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            var workers = Enumerable.Range(0, options.ConcurrencyFor(targets.Length)).Select(_ => WorkAsync());
            await Task.WhenAll(workers).ConfigureAwait(false);
            replies.Writer.TryComplete();
        }
        catch (Exception broken) when (!ended.IsCancellationRequested)
        {
            // Not a call, which never gets here: the resolver broke its own contract, and silence would hang the reader.
            replies.Writer.TryComplete(broken);
        }
        finally
        {
            replies.Writer.TryComplete();
        }
    }

    private async Task WorkAsync()
    {
        while (!ended.IsCancellationRequested && Interlocked.Increment(ref next) is var index && index < targets.Length)
        {
            var peer = targets[index];
            var reply = await attempt.RunAsync(peer, departures.Of(peer)).ConfigureAwait(false);
            if (ended.IsCancellationRequested)
            {
                return;
            }

            if (options.ReportUnreachable && Unreachability.Shows(reply.Status, reply.Error))
            {
                resolver.ReportUnreachable(peer, nameof(PeerCallExtensions.CallEachAsync));
            }

            replies.Writer.TryWrite(reply);
        }
    }
}

/// <summary>Tells a peer that could not be reached from one that answered with an error.</summary>
internal static class Unreachability
{
    public static bool Shows(PeerReplyStatus status, Exception? error) =>
        status == PeerReplyStatus.TimedOut || (status == PeerReplyStatus.Failed && IsConnection(error));

    // HttpClient, gRPC and database clients wrap the socket's own exception; HTTP/2 and 3 tell it by HttpRequestError alone.
    private static bool IsConnection(Exception? error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException
                or HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.ResponseEnded }
                or HttpIOException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.ResponseEnded })
            {
                return true;
            }
        }

        return false;
    }
}
