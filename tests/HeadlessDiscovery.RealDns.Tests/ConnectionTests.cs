using System.Net.NetworkInformation;
using HeadlessDiscovery.RealDns.Tests.Servers;
using HeadlessDiscovery.RealDns.Tests.Zones;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>TCP connections after the answer (RFC 7766 §6.2.3). dnsmasq and PowerDNS serve 20 at a time: idle ones keep other pods out.</summary>
/// <remarks>Explicit, because it fails: DnsClient leaves a connection open until it is collected, and cannot be told to close it. Run it with <c>--explicit only</c>.</remarks>
public sealed class ConnectionTests : Deadline
{
    private const int Resolvers = 10;

    [Fact(Explicit = true)]
    public async Task Resolvers_that_have_their_answer_hold_no_connection()
    {
        await using var cluster = await RealServers.OwnClusterAsync(Authority.Bind, Cache.Dnsmasq);
        var resolvers = Enumerable.Range(0, Resolvers).Select(_ => cluster.Resolver(ClusterZone.Size(100))).ToList();
        foreach (var resolver in resolvers)
        {
            Assert.Equal(LookupOutcome.Found, (await resolver.ExplainAsync(Token)).Outcome);
        }

        var open = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
            .Count(connection => connection.State == TcpState.Established && connection.RemoteEndPoint.Equals(cluster.Asked.EndPoint));
        foreach (var resolver in resolvers)
        {
            await resolver.DisposeAsync();
        }

        Assert.Equal(0, open);
    }
}
