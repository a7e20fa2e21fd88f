using HeadlessDiscovery.RealDns.Tests.Servers;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>Behind Unbound: a pod that the application could not reach.</summary>
public sealed class UnboundEndpointReportTests : EndpointNameTests
{
    [Fact]
    public Task A_pod_that_is_reported_unreachable_is_gone_while_Unbound_still_lists_it() =>
        ReportAsync(Installed.Unbound, authority => new UnboundServer(authority.EndPoint, Datagram.Usual));
}
