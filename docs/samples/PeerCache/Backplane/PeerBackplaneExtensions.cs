using Microsoft.Extensions.DependencyInjection.Extensions;
using ZiggyCreatures.Caching.Fusion;

namespace PeerCache.Backplane;

/// <summary>Registration.</summary>
internal static class PeerBackplaneExtensions
{
    /// <summary>What all caches of the process share. Needs <c>AddHeadlessPeers</c> with the port that the peers listen on.</summary>
    public static IServiceCollection AddPeerBackplane(this IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<PeerBackplaneOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SharedSecret>();
        services.AddSingleton<PeerSubscriptions>();
        services.AddSingleton<PeerSender>();
        services.AddSingleton<PeerOutboxes>();
        services.AddHostedService(provider => provider.GetRequiredService<PeerOutboxes>());
        services.AddSingleton<CacheEraser>();
        services.AddHostedService<CacheGuard>();
        return services;
    }

    public static IFusionCacheBuilder WithPeerBackplane(this IFusionCacheBuilder cache) =>
        cache.WithBackplane(provider => ActivatorUtilities.CreateInstance<PeerBackplane>(provider));
}
