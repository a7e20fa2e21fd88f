using Grpc.Net.Client.Balancer;
using Grpc.Net.Client.Configuration;

namespace HeadlessDiscovery.Grpc;

/// <summary>A policy that waits for the first verified answer. There is one for each policy of the client.</summary>
internal sealed class WaitingBalancerFactory<TPolicy> : LoadBalancerFactory
    where TPolicy : LoadBalancerFactory, new()
{
    private static readonly TPolicy Policy = new();

    /// <summary>The name that a resolver reports to select it.</summary>
    public static ServiceConfig Config { get; } = new() { LoadBalancingConfigs = { new LoadBalancingConfig(NameOf(Policy)) } };

    public override string Name => NameOf(Policy);

    public override LoadBalancer Create(LoadBalancerOptions options) => new WaitingBalancer(Policy, options);

    private static string NameOf(LoadBalancerFactory policy) => $"{HeadlessAddress.Scheme}_{policy.Name}";
}
