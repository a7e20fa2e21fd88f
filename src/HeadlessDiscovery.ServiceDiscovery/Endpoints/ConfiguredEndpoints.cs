using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.ServiceDiscovery;

namespace HeadlessDiscovery.ServiceDiscovery;

/// <summary>Whether the configuration contains endpoints for a query, under the names that the configuration provider of Microsoft.Extensions.ServiceDiscovery reads.</summary>
internal sealed class ConfiguredEndpoints(IConfiguration? configuration, string? section, ServiceEndpointQuery query)
{
    // "default", then the schemes of the URI, if the URI has no endpoint name.
    private readonly string[] names = query.EndpointName is { Length: > 0 } name ? [name] : ["default", .. query.IncludedSchemes];

    /// <summary>Read each time, because the configuration may be reloaded.</summary>
    public bool Exist => section is not null && configuration?.GetSection(section).GetSection(query.ServiceName) is { } service
        && names.Any(name => service.GetSection(name).Exists());

    /// <summary>Fires when the configuration is reloaded, so that endpoints added to it are used.</summary>
    public IChangeToken? Reload => section is null ? null : configuration?.GetReloadToken();
}
