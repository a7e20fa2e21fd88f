using HeadlessDiscovery.RealDns.Tests.Servers;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>Unbound with <c>serve-expired</c>: TTL 30, again and again.</summary>
public sealed class UnboundExpiredAnswerTests : ExpiredAnswerTests
{
    [Fact]
    public Task Expired_answers_of_Unbound_remove_nobody_while_the_first_server_is_dead() =>
        OutageAsync(Installed.Unbound, authority => new UnboundServer(authority.EndPoint, Datagram.Usual, servesExpired: true), expiredTtls: [30]);
}
