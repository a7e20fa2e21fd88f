using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.Tool.Resolving;

/// <summary>Opens a resolver for a service.</summary>
internal interface IResolverSource
{
    /// <exception cref="UsageException">The service or an option is not valid.</exception>
    IResolverSession Open(string service, Action<HeadlessPeersOptions> configure, ILoggerFactory logs, TimeProvider time);
}
