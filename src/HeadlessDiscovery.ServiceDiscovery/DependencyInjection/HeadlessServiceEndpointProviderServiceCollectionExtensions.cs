using HeadlessDiscovery.ServiceDiscovery;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.ServiceDiscovery;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Makes the peers of headless services the endpoints of Microsoft.Extensions.ServiceDiscovery.</summary>
/// <remarks>
/// A URI whose host is the name of an <c>AddHeadlessPeers</c> registration (<c>https+http://orders</c>), or the service name of the unnamed one, resolves to the pods. All other names are left to the other providers.
/// Endpoints in the configuration take precedence over the peers. It does not matter whether this is called before or after <c>AddServiceDiscovery()</c>. Calling it again has no effect.
/// </remarks>
public static class HeadlessServiceEndpointProviderServiceCollectionExtensions
{
    /// <summary>Adds the provider: <c>services.AddServiceDiscovery().AddHeadlessPeersServiceEndpointProvider()</c>.</summary>
    /// <param name="services">The services.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IServiceCollection AddHeadlessPeersServiceEndpointProvider(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<HeadlessServiceEndpointProviderOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HeadlessServiceEndpointProviderOptions>, HeadlessServiceEndpointProviderOptionsValidator>());
        if (services.Any(static service => service.ServiceType == typeof(IServiceEndpointProviderFactory) && service.ImplementationType == typeof(PeerEndpointProviderFactory)))
        {
            return services;
        }

        // Providers run in the order of registration, and the last one of AddServiceDiscovery() resolves every name through system DNS, so later ones would never run.
        services.Insert(0, ServiceDescriptor.Singleton<IServiceEndpointProviderFactory, PeerEndpointProviderFactory>());
        return services;
    }

    /// <summary>Adds the provider and configures the options of all names. <c>services.Configure&lt;HeadlessServiceEndpointProviderOptions&gt;("orders", ...)</c> configures those of one.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Configures the options of each name.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IServiceCollection AddHeadlessPeersServiceEndpointProvider(this IServiceCollection services, Action<HeadlessServiceEndpointProviderOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        return services.ConfigureAll(configure).AddHeadlessPeersServiceEndpointProvider();
    }
}
