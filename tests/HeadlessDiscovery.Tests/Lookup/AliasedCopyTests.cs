using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Membership;
using HeadlessDiscovery.Tests.Support;

namespace HeadlessDiscovery.Tests.Lookup;

/// <summary>A cache that keeps an alias and the addresses behind it apart, as Unbound and PowerDNS Recursor do: the one that expires makes no new answer of the other.</summary>
[Trait("rule", "R-2")]
public sealed class AliasedCopyTests
{
    private const string Web = "web.shop.svc.cluster.local.";
    private const string Target = "pods.example.";
    private const string Three = "10.1.0.1 10.1.0.2 10.1.0.3";

    private readonly MembershipRules rules = new(3, TimeSpan.FromSeconds(15), IncludeSelf: false, PeerMembership.Client, static _ => false);
    private readonly TestLookup test;
    private MembershipState state = MembershipState.Start;
    private string listed = Three;
    private (uint Alias, uint Addresses) ttl = (2, 30);
    private TimeSpan elapsed;

    public AliasedCopyTests() => test = new TestLookup(Web, (exchange, token) => exchange.Question.Type == DnsRecordType.A
        ? ValueTask.FromResult(DnsExchange.Of(Answer(exchange.Question)))
        : Words.Answer("NODATA", exchange.Question, exchange.Options, token));

    private string Peers => string.Join(' ', state.Snapshot);

    [Fact]
    public async Task Addresses_out_of_a_cache_count_once_however_often_their_alias_expires()
    {
        await RefreshAsync(0);
        Assert.Equal(Three, Peers);
        listed = "10.1.0.1 10.1.0.2";
        await RefreshAsync(30);
        for (var age = 1u; age < 30; age++)
        {
            ttl = (2 - (age % 2), 30 - age);
            await RefreshAsync(1);
            Assert.Equal(Three, Peers);
        }
    }

    [Fact]
    public async Task New_addresses_count_while_a_cache_keeps_their_alias()
    {
        ttl = (300, 5);
        await RefreshAsync(0);
        listed = "10.1.0.1 10.1.0.2";
        for (var i = 0u; i < 3; i++)
        {
            Assert.Equal(Three, Peers);
            ttl = (4 - i, 5);
            await RefreshAsync(i == 0 ? 296 : 1);
        }

        Assert.Equal(listed, Peers);
    }

    private FakeDnsMessage Answer(DnsQuestion question)
    {
        var message = new FakeDnsMessage(question).AddAlias(Web, Target, ttl.Alias);
        foreach (var address in listed.Split(' '))
        {
            message.Add(Target, address, ttl.Addresses);
        }

        return message;
    }

    private async Task RefreshAsync(double afterSeconds)
    {
        elapsed += TimeSpan.FromSeconds(afterSeconds);
        test.Time.Advance(TimeSpan.FromSeconds(afterSeconds));
        var report = await test.Lookup.AskAsync(new LookupMode(Hedge: true) { Known = state.Snapshot.Members }, TestContext.Current.CancellationToken);
        state = MembershipTransition.Apply(state, report.Answer, rules, new ClockReading(elapsed, DateTimeOffset.UnixEpoch + elapsed));
    }
}
