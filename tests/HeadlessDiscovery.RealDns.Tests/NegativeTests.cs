using HeadlessDiscovery.RealDns.Tests.Servers;
using HeadlessDiscovery.RealDns.Tests.Zones;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>NXDOMAIN and NODATA, with the SOA that says how long they hold (RFC 2308).</summary>
public sealed class NegativeTests(RealServers servers) : Deadline
{
    public static MatrixTheoryData<Authority, Cache> All => Ways.All;

    [Theory]
    [MemberData(nameof(All))]
    public Task A_service_that_does_not_exist_is_NXDOMAIN(Authority authority, Cache cache) =>
        ExpectAsync(authority, cache, "nowhere", PeerFamily.IPv4, LookupReason.NxDomain, ["nxdomain", "nxdomain", "nxdomain"]);

    [Theory]
    [MemberData(nameof(All))]
    public Task A_name_without_addresses_is_NODATA(Authority authority, Cache cache) =>
        ExpectAsync(authority, cache, "text", PeerFamily.IPv4, LookupReason.NoData, ["nodata", "nxdomain", "nxdomain"]);

    [Theory]
    [MemberData(nameof(All))]
    public Task An_IPv4_service_asked_for_IPv6_is_NODATA(Authority authority, Cache cache) =>
        ExpectAsync(authority, cache, "orders", PeerFamily.IPv6, LookupReason.NoData, ["nodata", "nxdomain", "nxdomain"]);

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_referral_to_other_servers_is_Unknown_and_not_empty(Authority authority, Cache cache)
    {
        var cluster = await servers.ClusterAsync(authority, cache);
        await using var resolver = cluster.Unhedged($"orders.{ClusterZone.Delegated}.");
        var explanation = await resolver.ExplainAsync(Token);
        Assert.Equal((LookupOutcome.Unknown, LookupReason.Lame), (explanation.Outcome, explanation.Reason));
    }

    private async Task ExpectAsync(Authority authority, Cache cache, string service, PeerFamily family, LookupReason reason, string[] results)
    {
        var cluster = await servers.ClusterAsync(authority, cache);
        await using var resolver = cluster.Unhedged(service, options => options.Family = family);
        var explanation = await resolver.ExplainAsync(Token);
        Assert.Equal((LookupOutcome.Empty, reason), (explanation.Outcome, explanation.Reason));
        Assert.Equal(results, explanation.Asked.Select(question => question.Result));

        // From the SOA: the whole time from the authority, what is left of it from a cache.
        var whole = TimeSpan.FromSeconds(ClusterZone.NegativeTtl);
        NonEmpty.All(explanation.Asked, question => Assert.InRange(Assert.NotNull(question.Ttl), cache == Cache.None ? whole : TimeSpan.Zero, whole));
    }
}
