using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.Tool.Resolving;

/// <summary>Opens the real <see cref="PeerResolver"/>.</summary>
internal sealed class ResolverSource : IResolverSource
{
    public IResolverSession Open(string service, Action<HeadlessPeersOptions> configure, ILoggerFactory logs, TimeProvider time)
    {
        try
        {
            return new ResolverSession(new PeerResolver(service, configure, logs, time), time);
        }
        catch (Exception invalid) when (invalid is OptionsValidationException or ArgumentException)
        {
            throw new UsageException(invalid.Message);
        }
    }
}
