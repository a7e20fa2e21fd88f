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
    /// <param name="name">The registration name of the peers; where <c>AddHeadlessPeers</c> was not called with it, the Service of that name.</param>
    /// <param name="gatewayPort">The gateway port of all silos, 30000 where they have Orleans's default. The port of the peers, which may be any other of theirs, is not used.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// Orleans has no way to be told of a change and polls the list, once a minute by default. Here it is in memory, so <see cref="GatewayOptions.GatewayListRefreshPeriod"/> becomes 1 s; configure it afterwards for another.
    /// The client waits for the first answer of DNS, and tries to connect as often as its connection retry filter says; Orleans's own does for about three minutes.
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
