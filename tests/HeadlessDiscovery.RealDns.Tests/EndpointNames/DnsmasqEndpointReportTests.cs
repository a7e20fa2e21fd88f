using HeadlessDiscovery.RealDns.Tests.Servers;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>Behind dnsmasq: a pod that the application could not reach.</summary>
public sealed class DnsmasqEndpointReportTests : EndpointNameTests
{
    [Fact]
    public Task A_pod_that_is_reported_unreachable_is_gone_while_dnsmasq_still_lists_it() =>
        ReportAsync(Installed.Dnsmasq, authority => new DnsmasqServer(authority.EndPoint, Datagram.Usual));
}
