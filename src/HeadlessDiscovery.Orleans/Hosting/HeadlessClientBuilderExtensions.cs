using System.Net;
using HeadlessDiscovery;
using HeadlessDiscovery.Orleans;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Messaging;

namespace Orleans.Hosting;

/// <summary>Connects an Orleans client to the silos behind a headless service.</summary>
public static class HeadlessClientBuilderExtensions
{
    // Orleans polls, and the list is in memory.
    private static readonly TimeSpan RefreshPeriod = TimeSpan.FromSeconds(1);

    /// <summary>Uses the pods of a headless service as gateways.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="name">The registration name of the peers, or the name of the Service if <c>AddHeadlessPeers</c> has not been called with it.</param>
    /// <param name="gatewayPort">The gateway port of all silos; Orleans's default is 30000. The port of the peers is not used, because it may be a different one.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// Orleans cannot be notified of changes and polls the list, once a minute by default. Because this list is in memory, <see cref="GatewayOptions.GatewayListRefreshPeriod"/> is set to 1 s; to use another period, configure it afterwards.
    /// The client waits for the first DNS answer, and then tries to connect for as long as its connection retry filter allows; Orleans's default filter allows about three minutes.
    /// </remarks>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gatewayPort"/> is not between 1 and 65535.</exception>
    public static IClientBuilder UseHeadlessGateways(this IClientBuilder builder, string name, int gatewayPort)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(gatewayPort, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(gatewayPort, IPEndPoint.MaxPort);
        builder.Services.TryAddHeadlessPeers(name);
        builder.Services.AddOptions<GatewayOptions>().Configure(options => options.GatewayListRefreshPeriod = RefreshPeriod);
        builder.Services.AddSingleton<IGatewayListProvider>(services => new HeadlessGatewayListProvider(
            services.GetRequiredKeyedService<IPeerResolver>(name),
            gatewayPort,
            services.GetService<TimeProvider>() ?? TimeProvider.System));
        return builder;
    }
}
