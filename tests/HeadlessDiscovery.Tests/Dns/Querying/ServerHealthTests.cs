using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tests.Dns;

/// <summary>What is remembered of the name servers from lookup to lookup.</summary>
public sealed class ServerHealthTests
{
    private static readonly DnsQuestion Web = new("web.", DnsRecordType.A);
    private static readonly DnsQuestion Db = new("db.", DnsRecordType.A);

    private readonly System.Net.IPEndPoint first = TestLookup.Server("10.0.0.1");
    private readonly System.Net.IPEndPoint second = TestLookup.Server("10.0.0.2");
    private readonly ServerHealth health = new(new FakeTimeProvider());

    [Fact]
    [Trait("rule", "T-4")]
    public void A_question_stays_unanswered_until_that_question_is_answered()
    {
        health.WasUnanswered(Web);
        health.WasUnanswered(Db);
        health.WasAnswered(Web);
        Assert.Equal((false, true), (health.IsUnanswered(Web), health.IsUnanswered(Db)));

        health.WasAnswered(Web);
        Assert.True(health.IsUnanswered(Db));
    }

    [Fact]
    public void What_is_remembered_of_servers_that_are_no_longer_configured_is_forgotten()
    {
        health.Of(first).Failed(wasSilent: false);
        health.Of(second).Failed(wasSilent: false);
        health.WasUnanswered(Web);

        health.KeepOnly([second]);

        Assert.Equal((false, true, false), (health.Of(first).HasFailed, health.Of(second).HasFailed, health.IsUnanswered(Web)));
    }

    [Fact]
    public void A_server_knows_a_zone_by_any_name_of_it()
    {
        health.Of(first).AnsweredWithRecords(Web);

        Assert.True(health.KnowsAny([Db.Name, Web.Name], first));
        Assert.False(health.KnowsAny([Db.Name], first));
        Assert.False(health.KnowsAny([Web.Name], second));
    }
}
