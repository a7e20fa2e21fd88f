using Grpc.Core;

namespace HeadlessDiscovery.Grpc;

/// <summary>Calls every pod of one service over gRPC. From <c>AddPeerGrpcClient</c>; safe for any number of threads.</summary>
/// <remarks>
/// The rules are those of <see cref="PeerCallExtensions.CallEachAsync"/>: a pod that fails never fails the call, and replies come in order of arrival.
/// Each pod has a channel of its own, which is created at its first call and disposed when the pod has left and its last call has ended. A generated client is made over the invoker that a call is given: <c>new Orders.OrdersClient(pod)</c>.
/// </remarks>
public sealed class PeerGrpcClient
{
    private readonly PodChannels channels;
    private readonly PeerCallOptions defaults;

    internal PeerGrpcClient(string name, IPeerResolver peers, PodChannels channels, PeerCallOptions defaults)
    {
        Name = name;
        Peers = peers;
        this.channels = channels;
        this.defaults = defaults;
    }

    /// <summary>The registration name; the empty string for the unnamed client.</summary>
    public string Name { get; }

    /// <summary>Who is called.</summary>
    public IPeerResolver Peers { get; }

    /// <summary>Calls every pod, and gives the replies in order of arrival: one slow pod delays nobody.</summary>
    /// <typeparam name="T">What a pod answers with.</typeparam>
    /// <param name="call">Calls one pod over its invoker, with any kind of gRPC call. A call that brings no token of its own ends with the token given here.</param>
    /// <param name="options">How; as <see cref="PeerGrpcClientOptions"/> says where null. Read now: later changes have no effect.</param>
    /// <param name="cancellationToken">Ends all calls and the enumeration.</param>
    /// <returns>One reply for each pod that was known at the start. Leaving the enumeration early cancels the rest.</returns>
    /// <remarks>A status that a pod answers with is <see cref="PeerReplyStatus.Failed"/> with <see cref="RpcException"/>; <see cref="StatusCode.DeadlineExceeded"/> is <see cref="PeerReplyStatus.TimedOut"/>.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="call"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is not valid; the message names it, its value and its bound.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it carries that token.</exception>
    /// <exception cref="PeerResolutionException">There was no verified answer within <see cref="PeerCallOptions.FirstAnswerTimeout"/>; no pod was called.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed before a verified answer came.</exception>
    public IAsyncEnumerable<PeerReply<T>> CallEachAsync<T>(Func<CallInvoker, CancellationToken, ValueTask<T>> call, PeerCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Peers.CallEachAsync((peer, stop) => channels.CallAsync(peer, call, stop), options ?? defaults, cancellationToken);
    }

    /// <summary>Calls every pod, and gives all replies beside the snapshot that was called.</summary>
    /// <typeparam name="T">What a pod answers with.</typeparam>
    /// <param name="call">Calls one pod over its invoker, with any kind of gRPC call. A call that brings no token of its own ends with the token given here.</param>
    /// <param name="options">How; as <see cref="PeerGrpcClientOptions"/> says where null. Read now: later changes have no effect.</param>
    /// <param name="cancellationToken">Ends all calls and the wait.</param>
    /// <returns>One reply for each pod that was known at the start, in order of arrival; empty where nobody is there.</returns>
    /// <remarks>A status that a pod answers with is <see cref="PeerReplyStatus.Failed"/> with <see cref="RpcException"/>; <see cref="StatusCode.DeadlineExceeded"/> is <see cref="PeerReplyStatus.TimedOut"/>.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="call"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is not valid; the message names it, its value and its bound.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it carries that token.</exception>
    /// <exception cref="PeerResolutionException">There was no verified answer within <see cref="PeerCallOptions.FirstAnswerTimeout"/>; no pod was called.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed before a verified answer came.</exception>
    public ValueTask<PeerReplies<T>> CallAllAsync<T>(Func<CallInvoker, CancellationToken, ValueTask<T>> call, PeerCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Peers.CallAllAsync((peer, stop) => channels.CallAsync(peer, call, stop), options ?? defaults, cancellationToken);
    }
}
