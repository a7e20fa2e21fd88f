using HeadlessDiscovery.RealDns.Tests.Servers;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>Knot Resolver with <c>serve_stale</c>: TTL 0 or 1, again and again.</summary>
public sealed class KnotResolverExpiredAnswerTests : ExpiredAnswerTests
{
    [Fact]
    public Task Expired_answers_of_Knot_Resolver_remove_nobody_while_the_first_server_is_dead() =>
        OutageAsync(Installed.KnotResolver, authority => new KnotResolverServer(authority.EndPoint), expiredTtls: [0, 1]);
}
