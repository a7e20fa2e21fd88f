using Polly;

namespace HeadlessDiscovery.Http;

/// <summary>Sends a request to one pod, through the pipeline of that pod.</summary>
internal sealed class PeerHttpCalls(IPeerResolver peers, HttpClient client, PeerHttpClientOptions options, PeerAuthority authority, PeerPipelines pipelines)
{
    /// <summary>The response, its body read.</summary>
    /// <param name="peer">The pod.</param>
    /// <param name="request">Makes the request, once for each try.</param>
    /// <param name="tooLate">Cancelled when the pod's time is over.</param>
    /// <param name="stop">Cancelled then, and when nobody wants the response any more.</param>
    public async Task<HttpResponseMessage> SendAsync(Peer peer, Func<Peer, HttpRequestMessage> request, CancellationToken tooLate, CancellationToken stop)
    {
        if (options.AnswerSelf is { } answer && peer == peers.Current.SelfPeer)
        {
            using var message = Make(request, peer);
            var response = await answer(message, stop).ConfigureAwait(false) ?? throw new InvalidOperationException($"{nameof(options.AnswerSelf)} gave null.");
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

    // Before the request is disposed, out of which the answer may come as it is read.
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
        var message = request(peer) ?? throw new InvalidOperationException($"The request factory gave null for peer {peer}.");
        authority.Address(message, peer);
        return message;
    }
}
