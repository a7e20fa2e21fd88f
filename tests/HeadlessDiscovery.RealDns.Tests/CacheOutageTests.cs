using HeadlessDiscovery.RealDns.Tests.Servers;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>The cache killed, while the authority behind it stays up.</summary>
public sealed class CacheOutageTests : OutageTests
{
    public static MatrixTheoryData<Authority, Cache> Cached => Ways.Cached;

    [Theory]
    [MemberData(nameof(Cached))]
    public async Task A_cache_that_is_killed_removes_nobody_and_is_believed_again_afterwards(Authority authority, Cache cache)
    {
        await using var cluster = await RealServers.OwnClusterAsync(authority, cache);
        await OutageAsync(cluster, cluster.Asked);
    }
}
