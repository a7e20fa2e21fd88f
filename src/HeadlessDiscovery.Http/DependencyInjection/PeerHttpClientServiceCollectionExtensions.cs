using HeadlessDiscovery;
using HeadlessDiscovery.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers clients that call every pod of a headless service over HTTP.</summary>
/// <remarks>
/// The name is that of the peers (<c>AddHeadlessPeers</c>; where you have not called it, they are added, but never as the plain <see cref="IPeerResolver"/>), the options name and the service key (<c>[FromKeyedServices("orders")] PeerHttpClient</c>). The plain
/// <see cref="PeerHttpClient"/> is the unnamed client, or else the only one; with several names to ask for it fails with the names. The same name twice composes the options. Options are validated at start.
/// Nothing of <c>ConfigureHttpClientDefaults</c> lies between a client and the pods, no handler and no header: a resilience handler there has one circuit breaker for all of them.
/// What is added to the builder that is returned does.
/// </remarks>
public static class PeerHttpClientServiceCollectionExtensions
{
    /// <summary>Registers the client of the one unnamed resolver, bound from the section <c>PeerHttpClient</c> where an <see cref="IConfiguration"/> is there.</summary>
    /// <param name="services">The services.</param>
    /// <returns>The <see cref="HttpClient"/> behind the client, for handlers and certificates.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IHttpClientBuilder AddPeerHttpClient(this IServiceCollection services) => services.Unnamed(configure: null);

    /// <summary>Registers the client of the one unnamed resolver, bound from the section <c>PeerHttpClient</c> where there is one, and sets options after it.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets options.</param>
    /// <returns>The <see cref="HttpClient"/> behind the client, for handlers and certificates.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHttpClientBuilder AddPeerHttpClient(this IServiceCollection services, Action<PeerHttpClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.Unnamed(configure);
    }

    /// <summary>Registers the client of a name.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The registration name of the peers.</param>
    /// <returns>The <see cref="HttpClient"/> behind the client, for handlers and certificates.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty: the overload without a name registers the unnamed client.</exception>
    public static IHttpClientBuilder AddPeerHttpClient(this IServiceCollection services, string name) =>
        services.Named(name).AddClient(name, configure: null);

    /// <summary>Registers the client of a name and sets its options.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The registration name of the peers.</param>
    /// <param name="configure">Sets options.</param>
    /// <returns>The <see cref="HttpClient"/> behind the client, for handlers and certificates.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static IHttpClientBuilder AddPeerHttpClient(this IServiceCollection services, string name, Action<PeerHttpClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.Named(name).AddClient(name, configure);
    }

    /// <summary>Registers the client of a name and binds its options from a section.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The registration name of the peers.</param>
    /// <param name="section">Its keys are the property names of <see cref="PeerHttpClientOptions"/>.</param>
    /// <returns>The <see cref="HttpClient"/> behind the client, for handlers and certificates.</returns>
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

        var builder = services.AddHttpClient(PeerHttpClientNames.HttpClient(name));
        var names = services.Names();
        if (names.Contains(name))
        {
            return builder;
        }

        names.Add(name);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PeerHttpClientOptions>, PeerHttpClientOptionsValidator>());
        services.TryAddSingleton<PeerHttpClientFactory>();
        services.TryAddSingleton<IPeerHttpClientFactory>(static provider => provider.GetRequiredService<PeerHttpClientFactory>());
        services.TryAddSingleton(static provider => provider.GetRequiredService<PeerHttpClientFactory>().Plain());
        services.TryAddKeyedSingleton(name, static (provider, key) => provider.GetRequiredService<PeerHttpClientFactory>().Get((string)key!));
        services.TryAddHeadlessPeers(name);
        return builder.Own(name);
    }

    // Defaults come first, whenever they were set: what follows here takes their place, and what the application adds to the builder follows after.
    private static IHttpClientBuilder Own(this IHttpClientBuilder builder, string name) => builder
        .ConfigureAdditionalHttpMessageHandlers(static (handlers, _) => handlers.Clear())
        .ConfigurePrimaryHttpMessageHandler(provider => provider.GetRequiredService<PeerHttpClientFactory>().NewHandler(name))
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .ConfigureHttpClient((provider, client) =>
        {
            // PerPeerTimeout bounds each call.
            client.Timeout = Timeout.InfiniteTimeSpan;

            // Those of the defaults, such as a credential that is meant for somebody else.
            client.DefaultRequestHeaders.Clear();
            client.MaxResponseContentBufferSize = provider.GetRequiredService<PeerHttpClientFactory>().Options(name).MaxResponseBytes;
        });

    // An instance in the collection, so that composing needs no container yet.
    private static PeerHttpClientNames Names(this IServiceCollection services)
    {
        if (services.FirstOrDefault(service => service.ServiceType == typeof(PeerHttpClientNames))?.ImplementationInstance is PeerHttpClientNames known)
        {
            return known;
        }

        var names = new PeerHttpClientNames();
        services.AddSingleton(names);
        return names;
    }
}
