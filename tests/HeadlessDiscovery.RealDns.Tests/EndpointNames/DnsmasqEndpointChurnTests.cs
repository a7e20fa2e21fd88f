using HeadlessDiscovery.RealDns.Tests.Servers;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>Behind dnsmasq: what it knows itself late.</summary>
public sealed class DnsmasqEndpointChurnTests : EndpointNameTests
{
    [Fact]
    public Task A_pod_that_left_is_removed_soon_after_dnsmasq_knows() =>
        ChurnAsync(Installed.Dnsmasq, authority => new DnsmasqServer(authority.EndPoint, Datagram.Usual));
}
