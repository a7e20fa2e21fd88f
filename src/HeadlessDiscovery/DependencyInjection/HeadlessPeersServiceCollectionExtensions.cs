using HeadlessDiscovery;
using HeadlessDiscovery.DependencyInjection;
using HeadlessDiscovery.Options;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the peers of headless services.</summary>
/// <remarks>
/// The name is the options name, the service key (<c>[FromKeyedServices("orders")] IPeerResolver</c>) and the metrics tag. The first
/// registration is also the plain <see cref="IPeerResolver"/>. The same name twice composes its options and starts one loop.
/// With a host the loops start with it; without one, each starts at its first call. Options are validated at start.
/// </remarks>
public static class HeadlessPeersServiceCollectionExtensions
{
    /// <summary>Registers the one unnamed resolver, bound from the section <c>HeadlessPeers</c> where an <see cref="IConfiguration"/> is there.</summary>
    /// <param name="services">The services.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IServiceCollection AddHeadlessPeers(this IServiceCollection services) => services.Unnamed(configure: null);

    /// <summary>Registers the one unnamed resolver, bound from the section <c>HeadlessPeers</c> where there is one, and sets options after it.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets options.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IServiceCollection AddHeadlessPeers(this IServiceCollection services, Action<HeadlessPeersOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.Unnamed(configure);
    }

    /// <summary>Registers a resolver whose name is the service name too.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The registration name, and the service unless the options name another.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty: the overload without a name registers the unnamed resolver.</exception>
    public static IServiceCollection AddHeadlessPeers(this IServiceCollection services, string name) =>
        services.Named(name).AddName(name, configure: null);

    /// <summary>Registers a resolver and sets its options.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The registration name, and the service unless the options name another.</param>
    /// <param name="configure">Sets options.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static IServiceCollection AddHeadlessPeers(this IServiceCollection services, string name, Action<HeadlessPeersOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.Named(name).AddName(name, configure);
    }

    /// <summary>Registers a resolver and binds its options from a section.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The registration name, and the service unless the section names another.</param>
    /// <param name="section">Its keys are the property names of <see cref="HeadlessPeersOptions"/>.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static IServiceCollection AddHeadlessPeers(this IServiceCollection services, string name, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        services.Named(name).AddOptions<HeadlessPeersOptions>(name).Bind(section);
        return services.AddName(name, configure: null);
    }

    private static IServiceCollection Unnamed(this IServiceCollection services, Action<HeadlessPeersOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<HeadlessPeersOptions>, UnnamedSection>());
        return services.AddName(Options.Options.DefaultName, configure);
    }

    private static IServiceCollection Named(this IServiceCollection services, string name)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return services;
    }

    private static IServiceCollection AddName(this IServiceCollection services, string name, Action<HeadlessPeersOptions>? configure)
    {
        var options = services.AddOptions<HeadlessPeersOptions>(name).ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        if (!services.Registry().Add(name))
        {
            return services;
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HeadlessPeersOptions>, HeadlessPeersOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, HeadlessPeersStarter>());
        services.TryAddSingleton<PeerResolverFactory>();
        services.TryAddSingleton<IPeerResolverFactory>(static provider => provider.GetRequiredService<PeerResolverFactory>());
        services.TryAddSingleton<IPeerResolver>(provider => provider.GetRequiredService<PeerResolverFactory>().Resolver(name));
        services.TryAddKeyedSingleton<IPeerResolver>(name, static (provider, key) => provider.GetRequiredService<PeerResolverFactory>().Resolver((string)key!));
        return services;
    }

    // The registry is an instance in the collection, so that composing needs no container yet.
    private static HeadlessPeersRegistry Registry(this IServiceCollection services)
    {
        if (services.FirstOrDefault(service => service.ServiceType == typeof(HeadlessPeersRegistry))?.ImplementationInstance is HeadlessPeersRegistry known)
        {
            return known;
        }

        var registry = new HeadlessPeersRegistry();
        services.AddSingleton(registry);
        return registry;
    }
}
