using System.Net;

namespace HeadlessDiscovery.RealDns.Tests.Servers;

/// <summary>A cache that forwards everything to one authority.</summary>
internal abstract class CachingServer(IPAddress address, IPEndPoint upstream, Datagram datagram) : RealServer(address)
{
    protected bool IsSmall => datagram == Datagram.Small;

    protected IPEndPoint Upstream => upstream;

    public static CachingServer Of(Cache cache, IPEndPoint upstream, Datagram datagram) =>
        cache == Cache.Unbound ? new UnboundServer(upstream, datagram) : new DnsmasqServer(upstream, datagram);
}
