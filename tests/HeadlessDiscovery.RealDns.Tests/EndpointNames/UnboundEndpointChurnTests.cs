using HeadlessDiscovery.RealDns.Tests.Servers;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>Behind Unbound: what it knows itself late.</summary>
public sealed class UnboundEndpointChurnTests : EndpointNameTests
{
    [Fact]
    public Task A_pod_that_left_is_removed_soon_after_Unbound_knows() =>
        ChurnAsync(Installed.Unbound, authority => new UnboundServer(authority.EndPoint, Datagram.Usual));
}
