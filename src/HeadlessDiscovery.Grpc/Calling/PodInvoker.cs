using Grpc.Core;

namespace HeadlessDiscovery.Grpc;

/// <summary>Passes the token of the pod's call to every gRPC call without its own token, so that no call outlives it.</summary>
internal sealed class PodInvoker(CallInvoker channel, CancellationToken stop) : CallInvoker
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        channel.BlockingUnaryCall(method, host, Ending(options), request);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        channel.AsyncUnaryCall(method, host, Ending(options), request);

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        channel.AsyncServerStreamingCall(method, host, Ending(options), request);

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options) =>
        channel.AsyncClientStreamingCall(method, host, Ending(options));

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options) =>
        channel.AsyncDuplexStreamingCall(method, host, Ending(options));

    private CallOptions Ending(CallOptions options) => options.CancellationToken.CanBeCanceled ? options : options.WithCancellationToken(stop);
}
