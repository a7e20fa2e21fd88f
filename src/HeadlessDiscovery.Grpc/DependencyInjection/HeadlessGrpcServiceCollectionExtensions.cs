using Grpc.Net.Client.Balancer;
using HeadlessDiscovery.Grpc;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the gRPC resolver of the scheme <c>headless</c>.</summary>
/// <remarks>
/// A channel to <c>headless:///orders</c> calls the pods of <c>AddHeadlessPeers("orders")</c>, and one to <c>headless:///</c> those of the unnamed peers. It uses round robin, unless its own service config has a load balancing policy.
/// The channel needs credentials, because the scheme does not determine whether TLS is used, and the service provider: <c>new GrpcChannelOptions { Credentials = ..., ServiceProvider = services }</c>. The client factory sets the service provider itself, and <c>UseHeadlessPeers</c> sets both.
/// </remarks>
public static class HeadlessGrpcServiceCollectionExtensions
{
    /// <summary>Registers the resolver. Calling it again has no effect.</summary>
    /// <param name="services">The services.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IServiceCollection AddHeadlessGrpcResolver(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddHeadlessPeersFactory();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ResolverFactory, HeadlessResolverFactory>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<LoadBalancerFactory, WaitingBalancerFactory<RoundRobinBalancerFactory>>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<LoadBalancerFactory, WaitingBalancerFactory<PickFirstBalancerFactory>>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HeadlessGrpcOptions>, HeadlessGrpcOptionsValidator>());
        return services;
    }

    /// <summary>Registers the resolver and configures how the pods of a name are addressed. Options are validated when the host starts.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The registration name of the peers; the empty string for the unnamed peers.</param>
    /// <param name="configure">Configures the options.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IServiceCollection AddHeadlessGrpcResolver(this IServiceCollection services, string name, Action<HeadlessGrpcOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<HeadlessGrpcOptions>(name).Configure(configure).ValidateOnStart();
        return services.AddHeadlessGrpcResolver();
    }
}
