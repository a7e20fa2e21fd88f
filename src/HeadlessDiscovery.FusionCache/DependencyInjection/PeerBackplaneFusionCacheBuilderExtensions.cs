using HeadlessDiscovery;
using HeadlessDiscovery.FusionCache;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ZiggyCreatures.Caching.Fusion;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a backplane over the pods of a headless service to a FusionCache.</summary>
/// <remarks>
/// The application must also call <c>app.MapPeerBackplane()</c> and, without a distributed cache, set <c>SkipBackplaneNotifications</c> in the default entry options; otherwise it does not start.
/// Options are bound to the section <c>PeerBackplane</c> and shared by all caches of the process.
/// </remarks>
public static class PeerBackplaneFusionCacheBuilderExtensions
{
    /// <summary>Adds the backplane, which sends this cache's notifications to every peer of a resolver.</summary>
    /// <param name="builder">The cache.</param>
    /// <param name="name">The registration name of the peers (if you have not called <c>AddHeadlessPeers</c>, they are added, but never as the plain <see cref="IPeerResolver"/>). The empty string is the unnamed resolver. Several caches can share one.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IFusionCacheBuilder WithPeerBackplane(this IFusionCacheBuilder builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        Shared(builder.Services);
        Peers(builder.Services, name);
        builder.Services.AddSingleton(new BackplaneCache(builder.CacheName, name));
        return builder.WithBackplane(provider => new PeerBackplane(provider.GetRequiredService<PeerSubscriptions>(), provider.GetRequiredKeyedService<PeerOutboxes>(name)));
    }

    /// <summary>Adds the backplane, and configures its options after those of the section.</summary>
    /// <param name="builder">The cache.</param>
    /// <param name="name">The registration name of the peers; the empty string is the unnamed resolver.</param>
    /// <param name="configure">Configures the options, for all caches of the process.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IFusionCacheBuilder WithPeerBackplane(this IFusionCacheBuilder builder, string name, Action<PeerBackplaneOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        builder.WithPeerBackplane(name).Services.Configure(configure);
        return builder;
    }

    // Shared by all caches of the process.
    private static void Shared(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(PeerSubscriptions)))
        {
            return;
        }

        services.AddOptions<PeerBackplaneOptions>().BindConfiguration("PeerBackplane").ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PeerBackplaneOptions>, PeerBackplaneOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<PeerSubscriptions>();
        services.AddSingleton<SharedSecret>();
        services.AddSingleton<CacheEraser>();
        services.AddHostedService<BackplaneStart>();
    }

    // Shared by the caches of one service. In this order, so that the outboxes stop first, while everything else is still running.
    private static void Peers(IServiceCollection services, string name)
    {
        if (services.Any(service => service.IsKeyedService && service.ServiceType == typeof(PeerOutboxes) && name.Equals(service.ServiceKey)))
        {
            return;
        }

        services.TryAddHeadlessPeers(name);
        services.AddKeyedSingleton(name, static (provider, key) => ActivatorUtilities.CreateInstance<PeerSender>(provider, provider.GetRequiredKeyedService<IPeerResolver>(key)));
        services.AddKeyedSingleton(name, static (provider, key) => ActivatorUtilities.CreateInstance<PeerOutboxes>(
            provider, provider.GetRequiredKeyedService<IPeerResolver>(key), provider.GetRequiredKeyedService<PeerSender>(key)));
        services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<CacheGuard>(
            provider, provider.GetRequiredKeyedService<IPeerResolver>(name), provider.GetServices<BackplaneCache>().Where(cache => cache.ResolverName == name)));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredKeyedService<PeerOutboxes>(name));
    }
}
