namespace HeadlessDiscovery.Http;

/// <summary>Calls every pod of one service over HTTP. From <c>AddPeerHttpClient</c>; safe for any number of threads.</summary>
/// <remarks>
/// The rules are those of <see cref="PeerCallExtensions.CallEachAsync"/>: a pod that fails never fails the call, replies come in order of arrival,
/// and <see cref="IPeerResolver.ReportUnreachable(Peer)"/> is told of a connection that failed. Requests and contents are made by factories,
/// once for each try at each pod, because a message can be sent only once. Whatever a factory or reader throws is the reply of that pod.
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

    /// <summary>Who is called.</summary>
    public IPeerResolver Peers { get; }

    /// <summary>Calls every pod, and gives the replies in order of arrival: one slow pod delays nobody.</summary>
    /// <typeparam name="T">What a response is read as.</typeparam>
    /// <param name="request">Makes the request for a pod, with a URI relative to it, such as <c>/load</c>. The scheme, address, port, Host and version are added to it.</param>
    /// <param name="read">Reads a response, of whatever status; its body is in memory. The response is disposed afterwards.</param>
    /// <param name="options">How; as <see cref="PeerHttpClientOptions"/> says where null. Read now: later changes have no effect.</param>
    /// <param name="cancellationToken">Ends all calls and the enumeration.</param>
    /// <returns>One reply for each pod that was known at the start. Leaving the enumeration early cancels the rest.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> or <paramref name="read"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is not valid; the message names it, its value and its bound.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it carries that token.</exception>
    /// <exception cref="PeerResolutionException">There was no verified answer within <see cref="PeerCallOptions.FirstAnswerTimeout"/>; nobody was called.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed before a verified answer came.</exception>
    public IAsyncEnumerable<PeerReply<T>> SendEachAsync<T>(
        Func<Peer, HttpRequestMessage> request,
        Func<HttpResponseMessage, CancellationToken, ValueTask<T>> read,
        PeerCallOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var call = new PeerHttpCall<T>(calls, request, read, options ?? defaults);
        return Peers.CallEachAsync(call.RunAsync, call.Round, cancellationToken);
    }

    /// <summary>Calls every pod, and gives all replies beside the snapshot that was asked.</summary>
    /// <typeparam name="T">What a response is read as.</typeparam>
    /// <param name="request">Makes the request for a pod, with a URI relative to it, such as <c>/load</c>. The scheme, address, port, Host and version are added to it.</param>
    /// <param name="read">Reads a response, of whatever status; its body is in memory. The response is disposed afterwards.</param>
    /// <param name="options">How; as <see cref="PeerHttpClientOptions"/> says where null. Read now: later changes have no effect.</param>
    /// <param name="cancellationToken">Ends all calls and the wait.</param>
    /// <returns>One reply for each pod that was known at the start, in order of arrival; empty where nobody is there.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> or <paramref name="read"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is not valid; the message names it, its value and its bound.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it carries that token.</exception>
    /// <exception cref="PeerResolutionException">There was no verified answer within <see cref="PeerCallOptions.FirstAnswerTimeout"/>; nobody was called.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed before a verified answer came.</exception>
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
