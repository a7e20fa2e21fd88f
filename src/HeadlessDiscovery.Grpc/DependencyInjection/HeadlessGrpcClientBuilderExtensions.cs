using Grpc.Core;
using Grpc.Net.ClientFactory;
using HeadlessDiscovery.Grpc;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Makes a client of <c>AddGrpcClient</c> call the pods of a headless service.</summary>
public static class HeadlessGrpcClientBuilderExtensions
{
    private static readonly TimeSpan LongestReconnectPause = TimeSpan.FromSeconds(5);

    /// <summary>Sets the address, the credentials and what load balancing needs of the handler. Registers the resolver as well.</summary>
    /// <param name="builder">The client, as <c>AddGrpcClient</c> returned it. Call this first: handlers that were added before are removed.</param>
    /// <param name="name">The registration name of the peers; the empty string for the unnamed ones. Where you have not called <c>AddHeadlessPeers</c> they are added, but never as the plain <c>IPeerResolver</c>.</param>
    /// <param name="credentials"><see cref="ChannelCredentials.SecureSsl"/> for TLS; <see cref="ChannelCredentials.Insecure"/> where null.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// <para>Nothing of <c>ConfigureHttpClientDefaults</c> lies between the client and the pods, neither a handler nor a header, whether it was called before or after. Of Aspire's service defaults, service discovery switches load balancing off, and the resilience handler has one circuit breaker for all pods and ends a stream whose headers take 10 s. What you add to the builder afterwards is used, for example certificates by <c>UseSocketsHttpHandler</c>.</para>
    /// <para>No proxy is used, because it cannot reach a pod, unless the handler names one. A pod that does not accept connections is tried again after 5 s at most, instead of 2 minutes: a container that restarts keeps its address. <c>ConfigureChannel</c> afterwards changes both.</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="name"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The builder does not belong to a gRPC client.</exception>
    public static IHttpClientBuilder UseHeadlessPeers(this IHttpClientBuilder builder, string name, ChannelCredentials? credentials = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        builder.Services.AddHeadlessGrpcResolver().TryAddHeadlessPeers(name);
        builder.Services.Configure<GrpcClientFactoryOptions>(builder.Name, options => options.Address = HeadlessAddress.UriOf(name));
        return builder
            .ConfigureAdditionalHttpMessageHandlers(static (handlers, _) => handlers.Clear())
            .ConfigureHttpClient(static client => client.DefaultRequestHeaders.Clear())
            .ConfigureChannel(channel =>
            {
                channel.Credentials = credentials ?? ChannelCredentials.Insecure;
                channel.MaxReconnectBackoff = LongestReconnectPause;
                PodHandler.Prepare(channel.HttpHandler);
            });
    }
}
