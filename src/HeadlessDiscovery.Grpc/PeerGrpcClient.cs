using Grpc.Core;

namespace HeadlessDiscovery.Grpc;

/// <summary>Calls every pod of one service over gRPC. Register it with <c>AddPeerGrpcClient</c>. Thread-safe.</summary>
/// <remarks>
/// It behaves like <see cref="PeerCallExtensions.CallEachAsync"/>: a pod that fails never fails the whole call, and replies are yielded in order of arrival.
/// Each pod has its own channel, which is created at its first call and disposed when the pod has left and its last call has ended. Create a generated client from the invoker that your delegate receives: <c>new Orders.OrdersClient(pod)</c>.
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

    /// <summary>The resolver whose peers are called.</summary>
    public IPeerResolver Peers { get; }

    /// <summary>Calls every pod, and yields replies in order of arrival: a slow pod does not delay the others.</summary>
    /// <typeparam name="T">The type of a reply.</typeparam>
    /// <param name="call">Calls one pod through its invoker, with any kind of gRPC call. A gRPC call without its own token is cancelled by the token passed here.</param>
    /// <param name="options">The options of this call; null to use those of <see cref="PeerGrpcClientOptions"/>. They are read immediately: later changes have no effect.</param>
    /// <param name="cancellationToken">Cancels all calls and the enumeration.</param>
    /// <returns>One reply per pod that was known at the start. Leaving the enumeration early cancels the remaining calls.</returns>
    /// <remarks>If a pod returns an error status, its reply is <see cref="PeerReplyStatus.Failed"/> with the <see cref="RpcException"/>; <see cref="StatusCode.DeadlineExceeded"/> is <see cref="PeerReplyStatus.TimedOut"/>.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="call"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is not valid; the message contains its name, its value and the valid range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it carries that token.</exception>
    /// <exception cref="PeerResolutionException">There was no verified answer within <see cref="PeerCallOptions.FirstAnswerTimeout"/>; no pod was called.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed before there was a verified answer.</exception>
    public IAsyncEnumerable<PeerReply<T>> CallEachAsync<T>(Func<CallInvoker, CancellationToken, ValueTask<T>> call, PeerCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Peers.CallEachAsync((peer, stop) => channels.CallAsync(peer, call, stop), options ?? defaults, cancellationToken);
    }

    /// <summary>Calls every pod, and returns all replies together with the snapshot that was called.</summary>
    /// <typeparam name="T">The type of a reply.</typeparam>
    /// <param name="call">Calls one pod through its invoker, with any kind of gRPC call. A gRPC call without its own token is cancelled by the token passed here.</param>
    /// <param name="options">The options of this call; null to use those of <see cref="PeerGrpcClientOptions"/>. They are read immediately: later changes have no effect.</param>
    /// <param name="cancellationToken">Cancels all calls and the wait.</param>
    /// <returns>One reply per pod that was known at the start, in order of arrival; empty if there are no pods.</returns>
    /// <remarks>If a pod returns an error status, its reply is <see cref="PeerReplyStatus.Failed"/> with the <see cref="RpcException"/>; <see cref="StatusCode.DeadlineExceeded"/> is <see cref="PeerReplyStatus.TimedOut"/>.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="call"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is not valid; the message contains its name, its value and the valid range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it carries that token.</exception>
    /// <exception cref="PeerResolutionException">There was no verified answer within <see cref="PeerCallOptions.FirstAnswerTimeout"/>; no pod was called.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed before there was a verified answer.</exception>
    public ValueTask<PeerReplies<T>> CallAllAsync<T>(Func<CallInvoker, CancellationToken, ValueTask<T>> call, PeerCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Peers.CallAllAsync((peer, stop) => channels.CallAsync(peer, call, stop), options ?? defaults, cancellationToken);
    }
}
