using HeadlessDiscovery.Grpc;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers clients that call every pod of a headless service over gRPC.</summary>
public static class PeerGrpcClientServiceCollectionExtensions
{
    /// <summary>Registers the client of a name. The same name twice composes the options. They are validated when the host starts.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The registration name of the peers; the empty string for the unnamed ones. Where you have not called <c>AddHeadlessPeers</c> they are added, but never as the plain <c>IPeerResolver</c>. It is also the options name and the service key (<c>[FromKeyedServices("orders")] PeerGrpcClient</c>).</param>
    /// <param name="configure">Sets options; null for none.</param>
    /// <returns>The <see cref="HttpClient"/> behind the client, for handlers and certificates. Nothing of <c>ConfigureHttpClientDefaults</c> lies between it and the pods.</returns>
    /// <remarks>The plain <see cref="PeerGrpcClient"/> is the unnamed client, or else the only one; with several names, resolving it fails with the names.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="name"/> is null.</exception>
    public static IHttpClientBuilder AddPeerGrpcClient(this IServiceCollection services, string name, Action<PeerGrpcClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        var options = services.AddOptions<PeerGrpcClientOptions>(name).ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        var builder = services.AddHttpClient(PeerGrpcClientNames.HttpClient(name));
        if (!services.Names().TryAdd(name))
        {
            return builder;
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PeerGrpcClientOptions>, PeerGrpcClientOptionsValidator>());
        services.TryAddSingleton<PeerGrpcClients>();
        services.TryAddSingleton(static provider => provider.GetRequiredService<PeerGrpcClients>().Plain());
        services.TryAddKeyedSingleton(name, static (provider, key) => provider.GetRequiredService<PeerGrpcClients>().Get((string)key!));
        services.TryAddHeadlessPeers(name);
        return builder.Own(name);
    }

    // Defaults come first, whenever they were set: what follows here takes their place, and what the application adds to the builder follows after.
    private static IHttpClientBuilder Own(this IHttpClientBuilder builder, string name) => builder
        .ConfigureAdditionalHttpMessageHandlers(static (handlers, _) => handlers.Clear())
        .AddHttpMessageHandler(provider => provider.GetRequiredService<PeerGrpcClients>().NewServiceName(name))
        .ConfigurePrimaryHttpMessageHandler(provider => provider.GetRequiredService<PeerGrpcClients>().NewHandler(name))
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .ConfigureHttpClient(static client =>
        {
            // PerPeerTimeout bounds each call.
            client.Timeout = Timeout.InfiniteTimeSpan;
            client.DefaultRequestHeaders.Clear();
        });

    // An instance in the collection, so that composing needs no container yet.
    private static PeerGrpcClientNames Names(this IServiceCollection services)
    {
        if (services.FirstOrDefault(service => service.ServiceType == typeof(PeerGrpcClientNames))?.ImplementationInstance is PeerGrpcClientNames known)
        {
            return known;
        }

        var names = new PeerGrpcClientNames();
        services.AddSingleton(names);
        return names;
    }
}
