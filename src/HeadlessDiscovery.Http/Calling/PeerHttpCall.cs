using Polly.Timeout;

namespace HeadlessDiscovery.Http;

/// <summary>One call of every pod: its request, its reader and its timeout.</summary>
internal sealed class PeerHttpCall<T>
{
    // The extra time for a reader that ignores its token, before the round abandons it.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWithGrace = TimeSpan.FromDays(49);

    private readonly PeerHttpCalls calls;
    private readonly Func<Peer, HttpRequestMessage> request;
    private readonly Func<HttpResponseMessage, CancellationToken, ValueTask<T>> read;
    private readonly TimeSpan limit;

    public PeerHttpCall(PeerHttpCalls calls, Func<Peer, HttpRequestMessage> request, Func<HttpResponseMessage, CancellationToken, ValueTask<T>> read, PeerCallOptions options)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(read);
        this.calls = calls;
        this.request = request;
        this.read = read;
        limit = options.PerPeerTimeout;
        Round = WithGrace(options);
    }

    /// <summary>The options of the round: the same, except for a timeout that only applies if the call's own timeout did not end the call.</summary>
    public PeerCallOptions Round { get; }

    public async ValueTask<T> RunAsync(Peer peer, CancellationToken cancellationToken)
    {
        // The timeout is applied here rather than by the round, because the circuit breaker must distinguish a slow pod from a caller that has cancelled.
        using var tooLate = new CancellationTokenSource(limit, Round.TimeProvider);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, tooLate.Token);
        try
        {
            using var response = await calls.SendAsync(peer, request, tooLate.Token, stop.Token).ConfigureAwait(false);
            return await read(response, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException late) when (tooLate.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Peer {peer} did not respond within {limit}.", late);
        }
        catch (TimeoutRejectedException late)
        {
            // A timeout strategy of the application: replies do not distinguish timeouts.
            throw new TimeoutException(late.Message, late);
        }
    }

    internal static PeerCallOptions WithGrace(PeerCallOptions options) => new()
    {
        PerPeerTimeout = options.PerPeerTimeout > TimeSpan.Zero && options.PerPeerTimeout < LongestWithGrace ? options.PerPeerTimeout + Grace : options.PerPeerTimeout,
        FirstAnswerTimeout = options.FirstAnswerTimeout,
        MaxConcurrency = options.MaxConcurrency,
        IncludeSelf = options.IncludeSelf,
        AbandonPeersThatLeave = options.AbandonPeersThatLeave,
        ReportUnreachable = options.ReportUnreachable,
        TimeProvider = options.TimeProvider,
    };
}
