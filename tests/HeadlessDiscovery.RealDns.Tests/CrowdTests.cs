using HeadlessDiscovery.RealDns.Tests.Servers;
using HeadlessDiscovery.RealDns.Tests.Zones;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>More resolvers than a server serves TCP connections at a time: 100 with the configuration of these tests, 20 as dnsmasq and PowerDNS come.</summary>
/// <remarks>
/// Explicit, because it fails behind dnsmasq: DnsClient leaves each TCP connection open after its answer and cannot be told to close it,
/// so that the resolvers that came first keep the others out. Run it with <c>--explicit only</c>.
/// </remarks>
public sealed class CrowdTests(RealServers servers) : Deadline
{
    private const int Crowd = 120;
    private const int Size = 100;

    public static MatrixTheoryData<Authority, Cache> All => Ways.All;

    [Theory(Explicit = true)]
    [MemberData(nameof(All))]
    public async Task Resolvers_that_have_their_answer_do_not_keep_others_from_theirs(Authority authority, Cache cache)
    {
        var cluster = await servers.ClusterAsync(authority, cache);
        var resolvers = new List<PeerResolver>();
        for (var i = 0; i < Crowd; i++)
        {
            var resolver = cluster.Resolver(ClusterZone.Size(Size));
            resolvers.Add(resolver);
            var explanation = await resolver.ExplainAsync(Token);
            Assert.Equal((i, LookupOutcome.Found, LookupReason.None), (i, explanation.Outcome, explanation.Reason));
        }

        foreach (var resolver in resolvers)
        {
            await resolver.DisposeAsync();
        }
    }
}
