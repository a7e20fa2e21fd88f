using HeadlessDiscovery.RealDns.Tests.Servers;
using HeadlessDiscovery.RealDns.Tests.Zones;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>As many pods as an answer can carry, over UDP and over TCP.</summary>
public sealed class SizeTests(RealServers servers) : Deadline
{
    // 74 A records of this name take 1246 bytes; 1232 are offered.
    private const int MostOverUdp = 73;

    // 28 take 510 bytes with the OPT record.
    private const int MostInSmallDatagram = 28;

    public static MatrixTheoryData<Authority, Cache, int> AllSizes => Ways.AllWith(1, 3, 28, 29, 74, 100, 1_000, 4_000);

    public static MatrixTheoryData<Authority, Cache, int> SmallSizes => Ways.AllWith(1, 28, 29, 74, 1_000);

    public static MatrixTheoryData<Authority, Cache, int> TcpSizes => Ways.AllWith(1, 3, 29, 100);

    [Theory]
    [MemberData(nameof(AllSizes))]
    public async Task Every_pod_is_found(Authority authority, Cache cache, int size)
    {
        var cluster = await servers.ClusterAsync(authority, cache);
        await FindAsync(cluster, size, size <= MostOverUdp ? "udp" : "tcp");
    }

    [Theory]
    [MemberData(nameof(SmallSizes))]
    public async Task Every_pod_is_found_where_the_server_keeps_to_512_octets(Authority authority, Cache cache, int size)
    {
        var cluster = await servers.ClusterAsync(authority, cache, Datagram.Small);
        var most = (authority, cache) == (Authority.Knot, Cache.None) ? MostOverUdp : MostInSmallDatagram;
        await FindAsync(cluster, size, size <= most ? "udp" : "tcp");
    }

    [Theory]
    [MemberData(nameof(TcpSizes))]
    public async Task Every_pod_is_found_over_TCP_alone(Authority authority, Cache cache, int size)
    {
        var cluster = await servers.ClusterAsync(authority, cache);
        await FindAsync(cluster, size, "tcp", options => options.UseTcp = true);
    }

    private async Task FindAsync(Cluster cluster, int size, string transport, Action<HeadlessPeersOptions>? configure = null)
    {
        await using var resolver = cluster.Unhedged(ClusterZone.Size(size), configure);
        var explanation = await resolver.ExplainAsync(Token);
        Assert.Equal((LookupOutcome.Found, LookupReason.None), (explanation.Outcome, explanation.Reason));
        Assert.Equal(Enumerable.Range(0, size).Select(Pods.Address).ToHashSet(), explanation.Peers.Select(peer => peer.ToString()).ToHashSet());
        Assert.Equal(size, explanation.Peers.Length);
        Assert.Equal(transport, explanation.Asked[^1].Transport);
        var snapshot = await resolver.GetPeersAsync(Token);
        Assert.Equal(size, snapshot.Count);
    }
}
