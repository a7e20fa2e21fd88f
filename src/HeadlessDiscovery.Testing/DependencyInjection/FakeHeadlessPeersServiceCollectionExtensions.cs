using HeadlessDiscovery;
using HeadlessDiscovery.Testing;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Replaces registered resolvers with fakes.</summary>
public static class FakeHeadlessPeersServiceCollectionExtensions
{
    /// <summary>Replaces the unnamed resolver, which is the plain <see cref="IPeerResolver"/>, with a fake.</summary>
    /// <param name="services">The services; those of a <c>WebApplicationFactory</c> work too.</param>
    /// <param name="configure">Configures the fake when the container creates it; null leaves it unresolved.</param>
    /// <returns>The same services.</returns>
    /// <remarks>See the other overload; the name is the empty string.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IServiceCollection AddFakeHeadlessPeers(this IServiceCollection services, Action<FakePeerResolver>? configure) =>
        services.AddFakeHeadlessPeers(string.Empty, configure);

    /// <summary>Replaces a resolver with a fake, whether <c>AddHeadlessPeers</c> is called before or after.</summary>
    /// <param name="services">The services; those of a <c>WebApplicationFactory</c> work too.</param>
    /// <param name="name">The registration name.</param>
    /// <param name="configure">Configures the fake when the container creates it; null leaves it unresolved. If it is called twice for a name, both delegates are applied to the same fake.</param>
    /// <returns>The same services.</returns>
    /// <remarks>
    /// The fake is registered as the keyed <see cref="IPeerResolver"/> and the keyed <see cref="FakePeerResolver"/> of the name. The plain services of both types follow the rule of <c>AddHeadlessPeers</c>: the unnamed one, or else the only one.
    /// <see cref="IPeerResolverFactory"/> returns fakes for all names, unresolved ones for names that have not been added, and no lookup starts with the host.
    /// Each container has its own fakes, with its <see cref="TimeProvider"/> if it has one, and disposes them.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="name"/> is null.</exception>
    public static IServiceCollection AddFakeHeadlessPeers(this IServiceCollection services, string name, Action<FakePeerResolver>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        services.AddHeadlessPeersFactory();
        FakeRegistration.RemoveStarter(services);
        FakeRegistration.Of(services).Add(name, configure);
        services.TryAddSingleton(FakeRegistration.Factory);
        FakeRegistration.Put(services, ServiceDescriptor.Singleton<IPeerResolverFactory>(provider => provider.GetRequiredService<FakePeerResolverFactory>()));
        FakeRegistration.Put(services, ServiceDescriptor.KeyedSingleton<IPeerResolver>(name, (provider, _) => FakeRegistration.Get(provider, name)));
        FakeRegistration.Put(services, ServiceDescriptor.KeyedSingleton(name, (provider, _) => FakeRegistration.Get(provider, name)));
        services.TryAddSingleton(FakeRegistration.Plain);
        return services;
    }
}
