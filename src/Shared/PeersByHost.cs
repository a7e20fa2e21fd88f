using Microsoft.Extensions.DependencyInjection;

namespace HeadlessDiscovery;

/// <summary>The resolver that a host of a URI means. Compiled into each package that reads such URIs.</summary>
internal sealed class PeersByHost
{
    private readonly Lazy<Dictionary<string, IPeerResolver>> known;

    // Not while the container is built: a resolver is made from options, which are validated at start.
    public PeersByHost(IServiceProvider services) => known = new(() => Read(services));

    /// <summary>The resolver registered under this name; for the unnamed one, its service name. Null where the host is no such name.</summary>
    /// <param name="host">Upper and lower case are alike, because a URI has its host in lower case.</param>
    public IPeerResolver? Find(string host) => known.Value.GetValueOrDefault(host);

    private static Dictionary<string, IPeerResolver> Read(IServiceProvider services)
    {
        var found = new Dictionary<string, IPeerResolver>(StringComparer.OrdinalIgnoreCase);
        IPeerResolver? unnamed = null;
        foreach (var resolver in services.GetKeyedServices<IPeerResolver>(KeyedService.AnyKey))
        {
            if (resolver.Name.Length == 0)
            {
                unnamed = resolver;
            }
            else
            {
                found.TryAdd(resolver.Name, resolver);
            }
        }

        // A name that somebody wrote comes before the service of the resolver without one.
        if (unnamed is not null && ServiceNames.Find(services, string.Empty) is { Length: > 0 } service)
        {
            found.TryAdd(service, unnamed);
        }

        return found;
    }
}
