using Microsoft.Extensions.ServiceDiscovery;

namespace HeadlessDiscovery.ServiceDiscovery;

/// <summary>Fails for an endpoint name that no resolver has: the port of another endpoint would be wrong, and system DNS does not know the name.</summary>
internal sealed class UnknownEndpointProvider(ServiceEndpointQuery query, ConfiguredEndpoints configured) : IServiceEndpointProvider
{
    public ValueTask PopulateAsync(IServiceEndpointBuilder endpoints, CancellationToken cancellationToken)
    {
        if (endpoints.Endpoints.Count != 0 || configured.Exist)
        {
            return default;
        }

        var name = $"_{query.EndpointName}.{query.ServiceName}";
        throw new InvalidOperationException(
            $"The endpoint '{query.EndpointName}' of the headless service '{query.ServiceName}' is not known. Register it under the name in the URI: AddHeadlessPeers(\"{name}\", options => {{ options.ServiceName = \"{query.ServiceName}\"; options.PortName = \"{query.EndpointName}\"; }}), or with options.Port instead of options.PortName.");
    }

    public ValueTask DisposeAsync() => default;
}
