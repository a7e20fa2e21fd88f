using HeadlessDiscovery.Yarp;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Makes the peers of headless services the destinations of YARP.</summary>
/// <remarks>
/// A destination whose host is the name of an <c>AddHeadlessPeers</c> registration (<c>http://orders/</c>), or the service name of the unnamed one, becomes one destination per pod. All other destinations are unchanged.
/// It replaces any other destination resolver.
/// </remarks>
public static class HeadlessDestinationResolverReverseProxyBuilderExtensions
{
    /// <summary>Adds the destination resolver.</summary>
    /// <param name="builder">The builder of the proxy.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IReverseProxyBuilder AddHeadlessPeers(this IReverseProxyBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<HeadlessDestinationResolverOptions>().ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HeadlessDestinationResolverOptions>, HeadlessDestinationResolverOptionsValidator>());
        builder.Services.Replace(ServiceDescriptor.Singleton<IDestinationResolver, HeadlessDestinationResolver>());
        return builder;
    }

    /// <summary>Adds the destination resolver and configures its options.</summary>
    /// <param name="builder">The builder of the proxy.</param>
    /// <param name="configure">Configures the options.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IReverseProxyBuilder AddHeadlessPeers(this IReverseProxyBuilder builder, Action<HeadlessDestinationResolverOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        builder.AddHeadlessPeers().Services.Configure(configure);
        return builder;
    }
}
