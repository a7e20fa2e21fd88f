using Polly;

namespace HeadlessDiscovery.Http;

/// <summary>Sends a request to one pod, through the pipeline of that pod.</summary>
internal sealed class PeerHttpCalls(IPeerResolver peers, HttpClient client, PeerHttpClientOptions options, PeerAuthority authority, PeerPipelines pipelines)
{
    /// <summary>Sends the request and buffers the response body.</summary>
    /// <param name="peer">The pod.</param>
    /// <param name="request">Creates the request, once per attempt.</param>
    /// <param name="tooLate">Cancelled when the pod's call times out.</param>
    /// <param name="stop">Cancelled on timeout, and when the caller cancels.</param>
    public async Task<HttpResponseMessage> SendAsync(Peer peer, Func<Peer, HttpRequestMessage> request, CancellationToken tooLate, CancellationToken stop)
    {
        if (options.AnswerSelf is { } answer && peer == peers.Current.SelfPeer)
        {
            using var message = Make(request, peer);
            var response = await answer(message, stop).ConfigureAwait(false) ?? throw new InvalidOperationException($"{nameof(options.AnswerSelf)} returned null.");
            return await Read(response, stop).ConfigureAwait(false);
        }

        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, stop);
        try
        {
            var attempt = new PeerAttempts(tooLate);
            context.Properties.Set(PeerAttempts.Key, attempt);
            return await pipelines.Of(peer).ExecuteAsync(
                static async (context, state) =>
                {
                    using var message = state.Calls.Make(state.Request, state.Peer);
                    state.Attempt.Method = message.Method;
                    return await state.Calls.Send(message, context.CancellationToken).ConfigureAwait(false);
                },
                context,
                (Calls: this, Request: request, Peer: peer, Attempt: attempt)).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private Task<HttpResponseMessage> Send(HttpRequestMessage message, CancellationToken cancellationToken) =>
        client.SendAsync(message, HttpCompletionOption.ResponseContentRead, cancellationToken);

    // Before the request is disposed, because the response may be streamed from it.
    private static async Task<HttpResponseMessage> Read(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private HttpRequestMessage Make(Func<Peer, HttpRequestMessage> request, Peer peer)
    {
        var message = request(peer) ?? throw new InvalidOperationException($"The request factory returned null for peer {peer}.");
        authority.Address(message, peer);
        return message;
    }
}
