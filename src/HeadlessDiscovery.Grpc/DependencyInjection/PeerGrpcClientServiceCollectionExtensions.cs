using HeadlessDiscovery;
using HeadlessDiscovery.Grpc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers clients that call every pod of a headless service over gRPC.</summary>
/// <remarks>
/// The name is that of the peers (<c>AddHeadlessPeers</c>), the empty string for the unnamed peers. If you have not added them, they are added, but never as the plain <c>IPeerResolver</c>. It is also the options name and the service key (<c>[FromKeyedServices("orders")] PeerGrpcClient</c>).
/// The plain <see cref="PeerGrpcClient"/> is the unnamed client, or else the only one; with several names, resolving it fails with an error that lists them. Registering a name twice combines the options. They are validated when the host starts.
/// <c>ConfigureHttpClientDefaults</c> does not apply to these clients. Handlers that you add to the returned builder do apply.
/// </remarks>
public static class PeerGrpcClientServiceCollectionExtensions
{
    /// <summary>Registers the client of a name.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The registration name of the peers; the empty string for the unnamed peers.</param>
    /// <returns>The builder of the underlying <see cref="HttpClient"/>, for handlers and certificates.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHttpClientBuilder AddPeerGrpcClient(this IServiceCollection services, string name) =>
        services.Named(name).AddClient(name);

    /// <summary>Registers the client of a name and configures its options.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The registration name of the peers; the empty string for the unnamed peers.</param>
    /// <param name="configure">Configures the options.</param>
    /// <returns>The builder of the underlying <see cref="HttpClient"/>, for handlers and certificates.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHttpClientBuilder AddPeerGrpcClient(this IServiceCollection services, string name, Action<PeerGrpcClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        services.Named(name).AddOptions<PeerGrpcClientOptions>(name).Configure(configure);
        return services.AddClient(name);
    }

    /// <summary>Registers the client of a name and binds its options to a configuration section.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The registration name of the peers; the empty string for the unnamed peers.</param>
    /// <param name="section">The section, whose keys are the property names of <see cref="PeerGrpcClientOptions"/>.</param>
    /// <returns>The builder of the underlying <see cref="HttpClient"/>, for handlers and certificates.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHttpClientBuilder AddPeerGrpcClient(this IServiceCollection services, string name, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        services.Named(name).AddOptions<PeerGrpcClientOptions>(name).Bind(section);
        return services.AddClient(name);
    }

    private static IServiceCollection Named(this IServiceCollection services, string name)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        return services;
    }

    private static IHttpClientBuilder AddClient(this IServiceCollection services, string name)
    {
        services.AddOptions<PeerGrpcClientOptions>(name).ValidateOnStart();
        var names = ClientNames.Of(services, static () => new("HeadlessDiscovery.Grpc", nameof(PeerGrpcClient), "string.Empty"));
        var builder = services.AddHttpClient(names.HttpClient(name));
        if (!names.TryAdd(name))
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

    // Defaults are applied first, whenever they were set: this replaces them, and what the application adds to the builder is applied afterwards.
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
}
