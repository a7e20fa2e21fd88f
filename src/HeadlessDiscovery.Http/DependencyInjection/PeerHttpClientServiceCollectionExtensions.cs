using HeadlessDiscovery;
using HeadlessDiscovery.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers clients that call every pod of a headless service over HTTP.</summary>
/// <remarks>
/// The name is that of the peers (if you have not called <c>AddHeadlessPeers</c>, they are added, but never as the plain <see cref="IPeerResolver"/>), the options name and the service key (<c>[FromKeyedServices("orders")] PeerHttpClient</c>). The plain
/// <see cref="PeerHttpClient"/> is the unnamed client, or else the only one; with several names, resolving it fails with an error that lists them. Registering a name twice combines the options. They are validated when the host starts.
/// <c>ConfigureHttpClientDefaults</c> does not apply to these clients, neither its handlers nor its headers: a resilience handler there would have one circuit breaker for all pods.
/// Handlers that you add to the returned builder do apply.
/// </remarks>
public static class PeerHttpClientServiceCollectionExtensions
{
    /// <summary>Registers the client of the unnamed resolver. If there is an <see cref="IConfiguration"/>, it is bound to the section <c>PeerHttpClient</c>.</summary>
    /// <param name="services">The services.</param>
    /// <returns>The builder of the underlying <see cref="HttpClient"/>, for handlers and certificates.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IHttpClientBuilder AddPeerHttpClient(this IServiceCollection services) => services.Unnamed(configure: null);

    /// <summary>Registers the client of the unnamed resolver, bound to the section <c>PeerHttpClient</c> if there is one, and then configures its options.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Configures the options.</param>
    /// <returns>The builder of the underlying <see cref="HttpClient"/>, for handlers and certificates.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHttpClientBuilder AddPeerHttpClient(this IServiceCollection services, Action<PeerHttpClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.Unnamed(configure);
    }

    /// <summary>Registers the client of a name.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The registration name of the peers.</param>
    /// <returns>The builder of the underlying <see cref="HttpClient"/>, for handlers and certificates.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty: the overload without a name registers the unnamed client.</exception>
    public static IHttpClientBuilder AddPeerHttpClient(this IServiceCollection services, string name) =>
        services.Named(name).AddClient(name, configure: null);

    /// <summary>Registers the client of a name and configures its options.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The registration name of the peers.</param>
    /// <param name="configure">Configures the options.</param>
    /// <returns>The builder of the underlying <see cref="HttpClient"/>, for handlers and certificates.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static IHttpClientBuilder AddPeerHttpClient(this IServiceCollection services, string name, Action<PeerHttpClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.Named(name).AddClient(name, configure);
    }

    /// <summary>Registers the client of a name and binds its options to a configuration section.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The registration name of the peers.</param>
    /// <param name="section">The section, whose keys are the property names of <see cref="PeerHttpClientOptions"/>.</param>
    /// <returns>The builder of the underlying <see cref="HttpClient"/>, for handlers and certificates.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static IHttpClientBuilder AddPeerHttpClient(this IServiceCollection services, string name, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        services.Named(name).AddOptions<PeerHttpClientOptions>(name).Bind(section);
        return services.AddClient(name, configure: null);
    }

    private static IHttpClientBuilder Unnamed(this IServiceCollection services, Action<PeerHttpClientOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<PeerHttpClientOptions>, UnnamedSection>());
        return services.AddClient(Options.Options.DefaultName, configure);
    }

    private static IServiceCollection Named(this IServiceCollection services, string name)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return services;
    }

    private static IHttpClientBuilder AddClient(this IServiceCollection services, string name, Action<PeerHttpClientOptions>? configure)
    {
        var options = services.AddOptions<PeerHttpClientOptions>(name).ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        var names = ClientNames.Of(services, static () => new("HeadlessDiscovery.Http", nameof(PeerHttpClient), string.Empty));
        var builder = services.AddHttpClient(names.HttpClient(name));
        if (!names.TryAdd(name))
        {
            return builder;
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PeerHttpClientOptions>, PeerHttpClientOptionsValidator>());
        services.TryAddSingleton<PeerHttpClientFactory>();
        services.TryAddSingleton<IPeerHttpClientFactory>(static provider => provider.GetRequiredService<PeerHttpClientFactory>());
        services.TryAddSingleton(static provider => provider.GetRequiredService<PeerHttpClientFactory>().Plain());
        services.TryAddKeyedSingleton(name, static (provider, key) => provider.GetRequiredService<PeerHttpClientFactory>().Get((string)key!));
        services.TryAddHeadlessPeers(name);
        return builder.Own(name);
    }

    // Defaults are applied first, whenever they were set: this replaces them, and what the application adds to the builder is applied afterwards.
    private static IHttpClientBuilder Own(this IHttpClientBuilder builder, string name) => builder
        .ConfigureAdditionalHttpMessageHandlers(static (handlers, _) => handlers.Clear())
        .ConfigurePrimaryHttpMessageHandler(provider => provider.GetRequiredService<PeerHttpClientFactory>().NewHandler(name))
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .ConfigureHttpClient((provider, client) =>
        {
            // PerPeerTimeout bounds each call.
            client.Timeout = Timeout.InfiniteTimeSpan;

            // Headers of the defaults, such as a credential for another service.
            client.DefaultRequestHeaders.Clear();
            client.MaxResponseContentBufferSize = provider.GetRequiredService<PeerHttpClientFactory>().Options(name).MaxResponseBytes;
        });
}
