using System.Net.NetworkInformation;
using HeadlessDiscovery.RealDns.Tests.Servers;
using HeadlessDiscovery.RealDns.Tests.Zones;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>TCP connections after the answer (RFC 7766 §6.2.3). dnsmasq and PowerDNS serve 20 at a time: idle ones would keep other pods out.</summary>
public sealed class ConnectionTests : Deadline
{
    // An answer about so many does not fit in UDP.
    private const int Pods = 100;

    // More than dnsmasq serves at a time.
    private const int Resolvers = 60;

    public static TheoryData<Authority, Cache> Narrow => new() { { Authority.Bind, Cache.Dnsmasq }, { Authority.PowerDns, Cache.None } };

    [Theory]
    [MemberData(nameof(Narrow))]
    public async Task Resolvers_that_have_their_answer_hold_no_connection_and_the_next_one_is_served_however_many_there_are(Authority authority, Cache cache)
    {
        await using var cluster = await RealServers.OwnClusterAsync(authority, cache);
        var resolvers = Enumerable.Range(0, Resolvers).Select(_ => cluster.Unhedged(ClusterZone.Size(Pods))).ToList();
        foreach (var resolver in resolvers)
        {
            var told = await resolver.ExplainAsync(Token);
            Assert.Equal((LookupOutcome.Found, Pods, "tcp"), (told.Outcome, told.Peers.Length, Assert.Single(told.Asked).Transport));
        }

        var open = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
            .Count(connection => connection.State == TcpState.Established && connection.RemoteEndPoint.Equals(cluster.Asked.EndPoint));
        foreach (var resolver in resolvers)
        {
            await resolver.DisposeAsync();
        }

        Assert.Equal(0, open);
    }

    [Theory]
    [MemberData(nameof(Narrow))]
    public async Task Resolvers_that_ask_at_the_same_time_all_find_their_peers(Authority authority, Cache cache)
    {
        await using var cluster = await RealServers.OwnClusterAsync(authority, cache);
        var resolvers = Enumerable.Range(0, Resolvers).Select(_ => cluster.Resolver(ClusterZone.Size(Pods))).ToList();

        var found = await Task.WhenAll(resolvers.Select(resolver => resolver.GetPeersAsync(Token).AsTask()));

        foreach (var resolver in resolvers)
        {
            await resolver.DisposeAsync();
        }

        NonEmpty.All(found, snapshot => Assert.Equal(Pods, snapshot.Count));
    }
}
