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
/// The name is the options name, the service key (<c>[FromKeyedServices("orders")] IPeerResolver</c>) and the metrics tag. The plain
/// <see cref="IPeerResolver"/> is the unnamed resolver, or the only one; with several names and no unnamed one, resolving it throws a <see cref="NoPlainPeerResolverException"/> that lists the names,
/// and the host does not start if a registered service has it as a constructor parameter. Registrations by <see cref="TryAddHeadlessPeers"/> do not count.
/// Registering the same name twice combines the options and starts one loop. Options are read once, when a resolver is created.
/// The loops start with the host; without a host, each starts at its first call. Options are validated at start.
/// </remarks>
public static class HeadlessPeersServiceCollectionExtensions
{
    /// <summary>Registers the unnamed resolver, bound to the section <c>HeadlessPeers</c> if there is an <see cref="IConfiguration"/>.</summary>
    /// <param name="services">The services.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IServiceCollection AddHeadlessPeers(this IServiceCollection services) => services.Unnamed(configure: null);

    /// <summary>Registers the unnamed resolver, bound to the section <c>HeadlessPeers</c> if there is one, and then configures its options.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Configures the options.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IServiceCollection AddHeadlessPeers(this IServiceCollection services, Action<HeadlessPeersOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.Unnamed(configure);
    }

    /// <summary>Registers a resolver whose name is also the service name.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The registration name, and the service unless the options set another.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty: the overload without a name registers the unnamed resolver.</exception>
    public static IServiceCollection AddHeadlessPeers(this IServiceCollection services, string name) =>
        services.Named(name).AddName(name, configure: null);

    /// <summary>Registers a resolver and configures its options.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The registration name, and the service unless the options set another.</param>
    /// <param name="configure">Configures the options.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static IServiceCollection AddHeadlessPeers(this IServiceCollection services, string name, Action<HeadlessPeersOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.Named(name).AddName(name, configure);
    }

    /// <summary>Registers a resolver and binds its options to a configuration section.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The registration name, and the service unless the section sets another.</param>
    /// <param name="section">The section, whose keys are the property names of <see cref="HeadlessPeersOptions"/>.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static IServiceCollection AddHeadlessPeers(this IServiceCollection services, string name, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        services.Named(name).AddOptions<HeadlessPeersOptions>(name).Bind(section);
        return services.AddName(name, configure: null);
    }

    /// <summary>Registers a resolver unless there is one with that name; for packages that need one. It never becomes the plain <see cref="IPeerResolver"/>, and never makes it ambiguous.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The registration name, and the service. The empty string is the unnamed resolver, bound from the section <c>HeadlessPeers</c>.</param>
    /// <returns>The same services.</returns>
    /// <remarks>The application's own <c>AddHeadlessPeers</c> of the same name, before or after, makes it an ordinary registration and sets its options.</remarks>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IServiceCollection TryAddHeadlessPeers(this IServiceCollection services, string name)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        if (services.Any(service => service.IsKeyedService && service.ServiceType == typeof(IPeerResolver) && name.Equals(service.ServiceKey)))
        {
            return services;
        }

        return name.Length == 0 ? services.Unnamed(configure: null, isBorrowed: true) : services.AddName(name, configure: null, isBorrowed: true);
    }

    /// <summary>Registers only <see cref="IPeerResolverFactory"/>, for applications whose names are only known at run time. Every <c>AddHeadlessPeers</c> registers it as well.</summary>
    /// <param name="services">The services.</param>
    /// <returns>The same services.</returns>
    /// <remarks>Options of such names come from <c>services.ConfigureAll&lt;HeadlessPeersOptions&gt;(...)</c>, or <c>services.Configure&lt;HeadlessPeersOptions&gt;(name, ...)</c>. Nothing starts with the host.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IServiceCollection AddHeadlessPeersFactory(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions();
        services.Registry();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HeadlessPeersOptions>, HeadlessPeersOptionsValidator>());
        services.TryAddSingleton<PeerResolverFactory>();
        services.TryAddSingleton<IPeerResolverFactory>(static provider => provider.GetRequiredService<PeerResolverFactory>());

        // By its key, so that a fake or another resolver that replaces the name is used.
        services.TryAddSingleton(static provider => provider.GetRequiredKeyedService<IPeerResolver>(provider.GetRequiredService<HeadlessPeersRegistry>().PlainName()));
        return services;
    }

    private static IServiceCollection Unnamed(this IServiceCollection services, Action<HeadlessPeersOptions>? configure, bool isBorrowed = false)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<HeadlessPeersOptions>, UnnamedSection>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOptionsChangeTokenSource<HeadlessPeersOptions>, UnnamedSection>());
        return services.AddName(Options.Options.DefaultName, configure, isBorrowed);
    }

    private static IServiceCollection Named(this IServiceCollection services, string name)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return services;
    }

    private static IServiceCollection AddName(this IServiceCollection services, string name, Action<HeadlessPeersOptions>? configure, bool isBorrowed = false)
    {
        var options = services.AddOptions<HeadlessPeersOptions>(name).ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.AddHeadlessPeersFactory();
        if (services.Registry().Add(name, isBorrowed))
        {
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, HeadlessPeersStarter>());
            services.TryAddKeyedSingleton<IPeerResolver>(name, static (provider, key) => provider.GetRequiredService<PeerResolverFactory>().Resolver((string)key!));
        }

        return services;
    }

    // The registry is an instance in the collection, because there is no container yet.
    private static HeadlessPeersRegistry Registry(this IServiceCollection services)
    {
        if (services.FirstOrDefault(service => service.ServiceType == typeof(HeadlessPeersRegistry))?.ImplementationInstance is HeadlessPeersRegistry known)
        {
            return known;
        }

        var registry = new HeadlessPeersRegistry(services);
        services.AddSingleton(registry);
        return registry;
    }
}
