using HeadlessDiscovery.RealDns.Tests.Servers;
using HeadlessDiscovery.RealDns.Tests.Zones;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>More pods than 64 KiB can name: no answer is complete, nobody is removed, and the caller is told why.</summary>
public sealed class TooManyTests(RealServers servers) : Deadline
{
    public static MatrixTheoryData<Authority, Cache> All => Ways.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task Five_thousand_pods_are_Unknown_with_the_reason(Authority authority, Cache cache)
    {
        var cluster = await servers.ClusterAsync(authority, cache);
        await using var resolver = cluster.Resolver(ClusterZone.Size(5_000));
        var explanation = await resolver.ExplainAsync(Token);
        Assert.Equal((LookupOutcome.Unknown, Reason(authority, cache)), (explanation.Outcome, explanation.Reason));
        Assert.Equal(explanation.Reason == LookupReason.Truncated, explanation.IsTruncated);

        // The exception of a caller who insists names it too.
        var thrown = await Assert.ThrowsAsync<PeerResolutionException>(() => resolver.RefreshAsync(Token).AsTask());
        Assert.Equal(explanation.Reason, thrown.Reason);
        Assert.False(resolver.Current.IsResolved);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Nobody_is_removed_while_there_are_too_many(Authority authority, Cache cache)
    {
        var cluster = await servers.ClusterAsync(authority, cache);
        var service = ClusterZone.Growing(cache);
        var more = Pods.Records(service, ClusterZone.FewEnough, 100, ttl: 1).ToList();
        await using var resolver = cluster.Resolver(service);
        await resolver.UntilAsync(snapshot => snapshot.Count == ClusterZone.FewEnough, Token);
        await cluster.AddAsync(more, Token);
        var tooMany = await UntilFailedAsync(resolver, Reason(authority, cache));
        Assert.True(tooMany.IsStale);
        Assert.Equal(ClusterZone.FewEnough, tooMany.Count);
        Assert.Empty(tooMany.Held);
        Assert.Equal(Reason(authority, cache), tooMany.LastReason);
        Assert.Equal(tooMany.LastReason == LookupReason.Truncated, tooMany.IsTruncated);

        // Once they fit again, those that came and stayed are seen.
        await cluster.RemoveAsync(more[50..], Token);
        var fits = await resolver.UntilAsync(snapshot => !snapshot.IsStale, Token);
        Assert.Equal(ClusterZone.FewEnough + 50, fits.Count);
        Assert.False(fits.IsTruncated);
    }

    // A server that has just taken a hundred records, on a busy machine, may let the first questions run out.
    private async Task<PeerSnapshot> UntilFailedAsync(PeerResolver resolver, LookupReason reason)
    {
        for (var thrown = LookupReason.None; thrown != reason;)
        {
            try
            {
                await resolver.RefreshAsync(Token);
            }
            catch (PeerResolutionException exception)
            {
                thrown = exception.Reason;
            }
        }

        return resolver.Current;
    }

    // Knot answers SERVFAIL, and so does Unbound whatever it is told; the others set TC over TCP too. dnsmasq passes on what it is told.
    private static LookupReason Reason(Authority authority, Cache cache) =>
        authority == Authority.Knot || cache == Cache.Unbound ? LookupReason.ServFail : LookupReason.Truncated;
}
