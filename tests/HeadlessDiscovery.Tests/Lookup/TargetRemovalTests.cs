using System.Globalization;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Membership;
using HeadlessDiscovery.Tests.Support;

namespace HeadlessDiscovery.Tests.Lookup;

/// <summary>A removal by SRV records whose targets come without addresses, which are kept between lookups.</summary>
[Trait("rule", "R-2")]
public sealed class TargetRemovalTests
{
    private const string Web = "web.shop.svc.cluster.local.";
    private const string All = "10.1.0.0:80 10.1.0.1:80 10.1.0.2:80 10.1.0.3:80";

    private readonly MembershipRules rules = new(3, TimeSpan.FromSeconds(15), IncludeSelf: false, PeerMembership.Client, static _ => false);
    private readonly TestLookup test;
    private MembershipState state = MembershipState.Start;
    private int[] hosts = [0, 1, 2, 3];
    private string lastNetwork = "10.1";
    private uint recordTtl = 30;
    private uint lastTtl = 30;
    private TimeSpan elapsed;

    public TargetRemovalTests() => test = new TestLookup(
        Web,
        (exchange, token) => exchange.Question switch
        {
            { Type: DnsRecordType.Srv } => ValueTask.FromResult(DnsExchange.Of(Records(exchange.Question))),
            { Name: ['w', 'e', 'b', '-', ..] } => ValueTask.FromResult(DnsExchange.Of(AddressOf(exchange.Question))),
            _ => Words.Answer("NXDOMAIN", exchange.Question, exchange.Options, token),
        },
        static options => options.PortName = "http");

    [Fact]
    public async Task A_target_that_new_records_lack_is_removed_in_three_answers_while_the_addresses_of_the_others_are_kept()
    {
        await RefreshAsync(0);
        Assert.Equal(All, Peers);
        hosts = [0, 1, 2];
        await RefreshAsync(30);
        Assert.Equal(1, await RefreshAsync(1));
        Assert.Equal(All, Peers);
        await RefreshAsync(1);
        Assert.Equal("10.1.0.0:80 10.1.0.1:80 10.1.0.2:80", Peers);
    }

    [Fact]
    public async Task Records_out_of_a_cache_count_once_while_the_addresses_of_the_others_are_kept()
    {
        await RefreshAsync(0);
        hosts = [0, 1, 2];
        await RefreshAsync(30);
        for (recordTtl = 29; recordTtl > 0; recordTtl--)
        {
            await RefreshAsync(1);
            Assert.Equal(All, Peers);
        }
    }

    [Fact]
    public async Task An_address_that_a_kept_answer_lacks_is_queried_again_so_that_one_answer_does_not_count_three_times()
    {
        await RefreshAsync(0);
        lastNetwork = "10.2";
        await RefreshAsync(30);

        // A cache has the new address: the same copy counts once.
        for (lastTtl = 29; lastTtl > 20; lastTtl--)
        {
            Assert.Equal(2, await RefreshAsync(1));
            Assert.Equal(All + " 10.2.0.3:80", Peers);
        }

        lastTtl = 30;
        await RefreshAsync(21);
        await RefreshAsync(1);
        Assert.Equal("10.1.0.0:80 10.1.0.1:80 10.1.0.2:80 10.2.0.3:80", Peers);
    }

    private string Peers => string.Join(' ', state.Snapshot);

    private FakeDnsMessage Records(DnsQuestion question)
    {
        var message = new FakeDnsMessage(question);
        foreach (var host in hosts)
        {
            message.AddService("_http._tcp." + Web, $"web-{host}.{Web}", 80, recordTtl);
        }

        return message;
    }

    private FakeDnsMessage AddressOf(DnsQuestion question)
    {
        var host = int.Parse(question.Name.Split('.')[0][4..], CultureInfo.InvariantCulture);
        return host == 3 ? FakeDnsMessage.Addresses(question, lastTtl, $"{lastNetwork}.0.3") : FakeDnsMessage.Addresses(question, 30, $"10.1.0.{host}");
    }

    /// <summary>Lets time pass, makes a lookup, applies it, and gives the number of its queries.</summary>
    private async Task<int> RefreshAsync(double afterSeconds)
    {
        elapsed += TimeSpan.FromSeconds(afterSeconds);
        test.Time.Advance(TimeSpan.FromSeconds(afterSeconds));
        var before = test.Transport.Asked.Count;
        var report = await test.Lookup.AskAsync(new LookupMode(Hedge: true) { Known = state.Snapshot.Members }, TestContext.Current.CancellationToken);
        state = MembershipTransition.Apply(state, report.Answer, rules, new ClockReading(elapsed, DateTimeOffset.UnixEpoch + elapsed));
        return test.Transport.Asked.Count - before;
    }
}
