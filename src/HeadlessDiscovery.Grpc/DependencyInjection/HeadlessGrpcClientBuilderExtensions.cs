using Grpc.Core;
using Grpc.Net.ClientFactory;
using HeadlessDiscovery.Grpc;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Connects clients of <c>AddGrpcClient</c> to the pods of a headless service.</summary>
public static class HeadlessGrpcClientBuilderExtensions
{
    private static readonly TimeSpan LongestReconnectPause = TimeSpan.FromSeconds(5);

    /// <summary>Sets the address, the credentials and the handler settings that load balancing needs, and registers the resolver.</summary>
    /// <param name="builder">The builder returned by <c>AddGrpcClient</c>. Call this method first: handlers that were added before are removed.</param>
    /// <param name="name">The registration name of the peers; the empty string for the unnamed peers. If you have not called <c>AddHeadlessPeers</c>, they are added, but never as the plain <c>IPeerResolver</c>.</param>
    /// <param name="credentials"><see cref="ChannelCredentials.SecureSsl"/> for TLS; <see cref="ChannelCredentials.Insecure"/> if null.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// <para><c>ConfigureHttpClientDefaults</c> does not apply to the client, whether it is called before or after, neither its handlers nor its headers. Of Aspire's service defaults, service discovery would disable load balancing, and the resilience handler has one circuit breaker for all pods and ends a stream whose headers take 10 s. What you add to the builder afterwards is used, for example certificates with <c>UseSocketsHttpHandler</c>.</para>
    /// <para>No proxy is used unless you set one on the handler, because a proxy from the environment cannot reach a pod. A pod that does not accept connections is retried after 5 s at most, instead of 2 minutes, because a container that restarts keeps its address. To change either, call <c>ConfigureChannel</c> afterwards.</para>
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
