using HeadlessDiscovery;
using HeadlessDiscovery.Testing;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts fakes in the place of headless services.</summary>
public static class FakeHeadlessPeersServiceCollectionExtensions
{
    /// <summary>Puts a fake in the place of the unnamed resolver, which is the plain <see cref="IPeerResolver"/>.</summary>
    /// <param name="services">The services, also those of a <c>WebApplicationFactory</c>.</param>
    /// <param name="configure">Sets up the fake when the container makes it; null leaves it unresolved.</param>
    /// <returns>The same services.</returns>
    /// <remarks>See the other overload; the name is the empty string.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IServiceCollection AddFakeHeadlessPeers(this IServiceCollection services, Action<FakePeerResolver>? configure) =>
        services.AddFakeHeadlessPeers(string.Empty, configure);

    /// <summary>Puts a fake in the place of a resolver, whether <c>AddHeadlessPeers</c> ran before or runs after.</summary>
    /// <param name="services">The services, also those of a <c>WebApplicationFactory</c>.</param>
    /// <param name="name">The registration name.</param>
    /// <param name="configure">Sets up the fake when the container makes it; null leaves it unresolved. Called twice for a name, both are applied to the one fake.</param>
    /// <returns>The same services.</returns>
    /// <remarks>
    /// The fake is the keyed <see cref="IPeerResolver"/> and the keyed <see cref="FakePeerResolver"/> of the name. The plain services of both types go by the rule of <c>AddHeadlessPeers</c>: the unnamed one, or else the only one.
    /// <see cref="IPeerResolverFactory"/> gives fakes for all names, unresolved ones for names that nobody set up, and no lookup starts with the host.
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
