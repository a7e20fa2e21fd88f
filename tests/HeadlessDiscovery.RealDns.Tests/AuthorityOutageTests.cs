using HeadlessDiscovery.RealDns.Tests.Servers;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>The authority killed, asked directly and through a cache that stays up.</summary>
public sealed class AuthorityOutageTests : OutageTests
{
    public static MatrixTheoryData<Authority, Cache> All => Ways.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task An_authority_that_is_killed_removes_nobody_and_is_believed_again_afterwards(Authority authority, Cache cache)
    {
        await using var cluster = await RealServers.OwnClusterAsync(authority, cache);
        await OutageAsync(cluster, cluster.Authority);
    }
}
