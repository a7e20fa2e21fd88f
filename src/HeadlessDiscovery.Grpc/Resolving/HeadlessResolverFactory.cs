using Grpc.Net.Client.Balancer;
using Grpc.Net.Client.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.Grpc;

/// <summary>Creates the resolver of a channel whose address is headless:///NAME.</summary>
internal sealed class HeadlessResolverFactory(IServiceProvider provider) : ResolverFactory
{
    public override string Name => HeadlessAddress.Scheme;

    public override Resolver Create(ResolverOptions options)
    {
        var (name, port) = HeadlessAddress.Parse(options.Address);
        var peers = provider.GetKeyedService<IPeerResolver>(name) ?? throw Unknown(name);
        var settings = provider.GetRequiredService<IOptionsMonitor<HeadlessGrpcOptions>>().Get(name);
        var addresses = new PodAddresses(settings.HostName ?? ServiceNames.FindHost(provider, name), port ?? settings.Port, options.DefaultPort);
        return new HeadlessResolver(peers, addresses, ServiceConfigOf(options), options.LoggerFactory.CreateLogger<HeadlessResolver>());
    }

    // The policy that a resolver reports overrides that of the channel, so report the application's. Retry policies are only read from the channel's own config.
    private static ServiceConfig? ServiceConfigOf(ResolverOptions options) =>
        options.DisableServiceConfig ? null : options.ChannelOptions.ServiceConfig?.LoadBalancingConfigs switch
        {
            null or { Count: 0 } => WaitingBalancerFactory<RoundRobinBalancerFactory>.Config,
            [{ PolicyName: LoadBalancingConfig.RoundRobinPolicyName }, ..] => WaitingBalancerFactory<RoundRobinBalancerFactory>.Config,
            [{ PolicyName: LoadBalancingConfig.PickFirstPolicyName }, ..] => WaitingBalancerFactory<PickFirstBalancerFactory>.Config,
            _ => null,
        };

    private InvalidOperationException Unknown(string name)
    {
        var known = provider.GetKeyedServices<IPeerResolver>(KeyedService.AnyKey).Select(peers => $"'{peers.Name}'").Order(StringComparer.Ordinal);
        return new($"There are no peers '{name}' for the address {HeadlessAddress.UriOf(name)}: call AddHeadlessPeers({(name.Length == 0 ? string.Empty : $"\"{name}\"")}) first. Registered peers: {string.Join(", ", known)}.");
    }
}
