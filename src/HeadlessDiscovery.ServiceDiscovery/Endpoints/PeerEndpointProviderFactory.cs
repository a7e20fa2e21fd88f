using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.ServiceDiscovery;

namespace HeadlessDiscovery.ServiceDiscovery;

/// <summary>Answers queries whose service is a registered name, and leaves all others to the providers after it.</summary>
internal sealed class PeerEndpointProviderFactory(IServiceProvider services, IOptionsMonitor<HeadlessServiceEndpointProviderOptions> options) : IServiceEndpointProviderFactory
{
    private readonly PeersByHost peers = new(services);
    private readonly IConfiguration? configuration = services.GetService<IConfiguration>();
    private readonly TimeProvider time = services.GetService<TimeProvider>() ?? TimeProvider.System;

    public bool TryCreateProvider(ServiceEndpointQuery query, [NotNullWhen(true)] out IServiceEndpointProvider? provider)
    {
        provider = null;
        var service = peers.Find(query.ServiceName);
        var resolver = query.EndpointName is not { Length: > 0 } name ? service : peers.Find($"_{name}.{query.ServiceName}") ?? Having(name, service);
        if (resolver is null && service is null)
        {
            return false;
        }

        var chosen = options.Get((resolver ?? service)!.Name);
        var configured = new ConfiguredEndpoints(configuration, chosen.ConfigurationSection, query);
        provider = resolver is null
            ? new UnknownEndpointProvider(query, configured)
            : new PeerEndpointProvider(query, resolver, chosen, configured, time);
        return true;
    }

    // A resolver whose SRV records are those of the endpoint.
    private IPeerResolver? Having(string endpoint, IPeerResolver? service) =>
        service is not null && string.Equals(RegisteredOptions.Find(services, service.Name)?.PortName, endpoint, StringComparison.OrdinalIgnoreCase) ? service : null;
}
