namespace HeadlessDiscovery.Http;

/// <summary>Calls every pod of one service over HTTP. Register it with <c>AddPeerHttpClient</c>. Thread-safe.</summary>
/// <remarks>
/// It behaves like <see cref="PeerCallExtensions.CallEachAsync"/>: a pod that fails never fails the whole call, replies are yielded in order of arrival,
/// and failed connections are reported to <see cref="IPeerResolver.ReportUnreachable(Peer)"/>. Requests and contents are created by factories,
/// once per attempt at each pod, because a message can be sent only once. An exception of a factory or reader becomes the reply of that pod.
/// </remarks>
public sealed class PeerHttpClient
{
    private readonly PeerHttpCalls calls;
    private readonly PeerCallOptions defaults;

    internal PeerHttpClient(string name, IPeerResolver peers, PeerHttpCalls calls, PeerCallOptions defaults)
    {
        Name = name;
        Peers = peers;
        this.calls = calls;
        this.defaults = defaults;
    }

    /// <summary>The registration name; the empty string for the unnamed client.</summary>
    public string Name { get; }

    /// <summary>The resolver whose peers are called.</summary>
    public IPeerResolver Peers { get; }

    /// <summary>Calls every pod, and yields replies in order of arrival: a slow pod does not delay the others.</summary>
    /// <typeparam name="T">The result of reading a response.</typeparam>
    /// <param name="request">Creates the request for a pod, with a URI relative to it, such as <c>/load</c>. The scheme, address, port, Host and version are added to it.</param>
    /// <param name="read">Reads a response, whatever its status; its body is already buffered. The response is disposed afterwards.</param>
    /// <param name="options">The options of this call; null to use those of <see cref="PeerHttpClientOptions"/>. They are read immediately: later changes have no effect.</param>
    /// <param name="cancellationToken">Cancels all calls and the enumeration.</param>
    /// <returns>One reply per pod that was known at the start. Leaving the enumeration early cancels the remaining calls.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> or <paramref name="read"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is not valid; the message contains its name, its value and the valid range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it carries that token.</exception>
    /// <exception cref="PeerResolutionException">There was no verified answer within <see cref="PeerCallOptions.FirstAnswerTimeout"/>; no pod was called.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed before there was a verified answer.</exception>
    public IAsyncEnumerable<PeerReply<T>> SendEachAsync<T>(
        Func<Peer, HttpRequestMessage> request,
        Func<HttpResponseMessage, CancellationToken, ValueTask<T>> read,
        PeerCallOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var call = new PeerHttpCall<T>(calls, request, read, options ?? defaults);
        return Peers.CallEachAsync(call.RunAsync, call.Round, cancellationToken);
    }

    /// <summary>Calls every pod, and returns all replies together with the snapshot that was called.</summary>
    /// <typeparam name="T">The result of reading a response.</typeparam>
    /// <param name="request">Creates the request for a pod, with a URI relative to it, such as <c>/load</c>. The scheme, address, port, Host and version are added to it.</param>
    /// <param name="read">Reads a response, whatever its status; its body is already buffered. The response is disposed afterwards.</param>
    /// <param name="options">The options of this call; null to use those of <see cref="PeerHttpClientOptions"/>. They are read immediately: later changes have no effect.</param>
    /// <param name="cancellationToken">Cancels all calls and the wait.</param>
    /// <returns>One reply per pod that was known at the start, in order of arrival; empty if there are no pods.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> or <paramref name="read"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is not valid; the message contains its name, its value and the valid range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it carries that token.</exception>
    /// <exception cref="PeerResolutionException">There was no verified answer within <see cref="PeerCallOptions.FirstAnswerTimeout"/>; no pod was called.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed before there was a verified answer.</exception>
    public ValueTask<PeerReplies<T>> SendAllAsync<T>(
        Func<Peer, HttpRequestMessage> request,
        Func<HttpResponseMessage, CancellationToken, ValueTask<T>> read,
        PeerCallOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var call = new PeerHttpCall<T>(calls, request, read, options ?? defaults);
        return Peers.CallAllAsync(call.RunAsync, call.Round, cancellationToken);
    }
}
