using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Tests.Support;

namespace HeadlessDiscovery.Tests.Lookup;

public sealed class PinTests
{
    private const string Good = "A:10.1.0.1,10.1.0.2";
    private const string First = "web.shop.svc.cluster.local.";
    private const string Second = "web.svc.cluster.local.";
    private const string Third = "web.cluster.local.";

    [Fact]
    [Trait("rule", "S-16")]
    public async Task A_name_that_does_not_exist_is_followed_by_the_next_candidate()
    {
        var test = new TestLookup("web", Script.Of($$"""{"web.cluster.local": "{{Good}}"}"""));

        var report = await test.Start();

        Assert.Equal((LookupOutcome.Found, Third), (report.Answer.Outcome, report.Answer.Name));
        Assert.Equal([First, Second, Third], test.NamesAsked);
    }

    [Fact]
    [Trait("rule", "S-17")]
    public async Task A_name_without_addresses_is_followed_by_the_next_candidate_and_never_pinned()
    {
        var test = new TestLookup("web", Script.Of($$"""{"web.shop.svc.cluster.local": "NODATA", "web.svc.cluster.local": ["NXDOMAIN", "{{Good}}"]}"""));

        var empty = await test.Start();
        var found = await test.Start();

        Assert.Equal((LookupOutcome.Empty, LookupReason.NoData, null), (empty.Answer.Outcome, empty.Answer.Reason, empty.Answer.Name));
        Assert.Equal(Second, found.Answer.Name);
    }

    [Theory]
    [InlineData("NODATA", "NXDOMAIN", LookupReason.NoData)]
    [InlineData("NXDOMAIN", "NODATA", LookupReason.NoData)]
    [InlineData("NXDOMAIN", "NXDOMAIN", LookupReason.NxDomain)]
    [Trait("rule", "S-21")]
    public async Task What_exists_without_addresses_outweighs_what_does_not_exist(string first, string others, LookupReason reason)
    {
        var test = new TestLookup("web", Script.Of($$"""{"web.shop.svc.cluster.local": "{{first}}", "default": "{{others}}"}"""));

        Assert.Equal((LookupOutcome.Empty, reason), ((await test.Start()).Answer.Outcome, (await test.Start()).Answer.Reason));
    }

    [Theory]
    [InlineData("SERVFAIL")]
    [InlineData("REFUSED")]
    [InlineData("NOTIMP")]
    [InlineData("FORMERR")]
    [InlineData("GARBAGE")]
    [InlineData("WRONGQ")]
    [InlineData("BADRD")]
    [InlineData("OTHER:6.6.6.6")]
    [InlineData("LAME")]
    [InlineData("DROP")]
    [InlineData("TC:9:drop")]
    [InlineData("TC:9:tc")]
    [Trait("rule", "S-18")]
    public async Task A_question_that_fails_stops_the_walk(string word)
    {
        var test = new TestLookup("web", Script.Of($$"""{"web.shop.svc.cluster.local": "NXDOMAIN", "web.svc.cluster.local": "{{word}}", "web.cluster.local": "{{Good}}"}"""), TestLookup.Servers(1, more: options => options.AttemptTimeout = TimeSpan.FromSeconds(1)));

        var report = await test.AskAsync();

        Assert.Equal(LookupOutcome.Unknown, report.Answer.Outcome);
        Assert.Equal([First, Second], test.NamesAsked);
    }

    [Theory]
    [InlineData(PeerFamily.IPv4, 1)]
    [InlineData(PeerFamily.Both, 2)]
    [Trait("rule", "S-24")]
    public async Task The_winner_is_asked_alone_by_one_question_for_each_family(PeerFamily family, int questions)
    {
        var test = new TestLookup("web", Script.Of($$"""{"web.svc.cluster.local": "{{Good}} AAAA:fd00::1"}"""), options => options.Family = family);
        await test.Start();
        var before = test.Transport.Asked.Count;

        var report = await test.Start();

        Assert.Equal(questions, test.Transport.Asked.Count - before);
        NonEmpty.All(test.Transport.Asked.Skip(before), exchange => Assert.Equal(Second, exchange.Question.Name));
        Assert.Equal(Second, report.Answer.Name);
    }

    [Fact]
    [Trait("rule", "S-24")]
    public async Task A_name_that_was_reached_by_an_alias_is_not_pinned()
    {
        var test = new TestLookup("web", Script.Of("""{"web.svc.cluster.local": "CNAME:db.example=10.1.0.1"}"""));

        var report = await test.Start();
        await test.Start();

        Assert.True(report.ViaCname);
        Assert.Equal([First, Second, First, Second], test.Asked.Select(exchange => exchange.Question.Name));
    }

    [Fact]
    [Trait("rule", "S-26")]
    public async Task After_Unpin_all_candidates_are_walked_and_another_may_win()
    {
        var test = new TestLookup("web", Script.Of($$"""{"web.shop.svc.cluster.local": ["NXDOMAIN", "{{Good}}"], "web.svc.cluster.local": "{{Good}}"}"""));
        var before = await test.Start();

        test.Lookup.Unpin();
        var after = await test.Start();

        Assert.Equal((Second, First), (before.Answer.Name, after.Answer.Name));
    }

    [Theory]
    [InlineData("nameserver 10.0.0.1\nsearch shop.svc.cluster.local svc.cluster.local cluster.local\noptions ndots:5\n", 3)]
    [InlineData("nameserver 10.0.0.2\nsearch shop.svc.cluster.local svc.cluster.local cluster.local\noptions ndots:5\n", 3)]
    [InlineData("nameserver 10.0.0.1\nsearch other.svc.cluster.local svc.cluster.local cluster.local\noptions ndots:5\n", 4)]
    [InlineData("nameserver 10.0.0.1\nsearch shop.svc.cluster.local svc.cluster.local cluster.local\noptions ndots:5 attempts:3\n", 3)]
    [Trait("rule", "S-26")]
    public async Task Another_search_list_drops_the_pin_and_other_servers_do_not(string changed, int asked)
    {
        using var file = new ResolvConf.TemporaryFile("nameserver 10.0.0.1\nsearch shop.svc.cluster.local svc.cluster.local cluster.local\noptions ndots:5\n");
        var options = new HeadlessPeersOptions { ServiceName = "web", ResolvConfPath = file.Path, Family = PeerFamily.IPv4 };
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var transport = new ScriptedTransport(Script.Of($$"""{"web.svc.cluster.local": "{{Good}}"}"""));
        var lookup = new HeadlessDiscovery.Lookup.DnsPeerLookup(options, "web", new HeadlessDiscovery.Options.OwnAddresses([], "test"), transport, time);
        var mode = new HeadlessDiscovery.Lookup.LookupMode(Hedge: true);
        await lookup.AskAsync(mode, TestContext.Current.CancellationToken);

        await File.WriteAllTextAsync(file.Path, changed + "#", TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromMinutes(1));
        await lookup.AskAsync(mode, TestContext.Current.CancellationToken);

        Assert.Equal(asked, transport.Asked.Count);
    }

    [Fact]
    [Trait("rule", "L-3")]
    public async Task The_plan_is_the_same_object_as_long_as_the_configuration_is()
    {
        var test = new TestLookup("web", Script.Always(Good));
        var plan = test.Lookup.Plan();

        Assert.Same(plan, (await test.Start()).Plan);
        Assert.Same(plan, test.Lookup.Plan());
    }

    [Fact]
    [Trait("rule", "S-28")]
    public async Task A_pinned_name_that_did_not_fit_is_asked_over_TCP_at_once_until_it_fits_again()
    {
        var test = new TestLookup("web.", Script.Of($$"""{"web": ["TC:90", "TC:90", "TC:90", "{{Good}}", "{{Good}}"]}"""));

        for (var i = 0; i < 4; i++)
        {
            await test.Start();
        }

        Assert.Equal([false, true, true, true, false], test.Asked.Select(exchange => exchange.Options.Tcp));
    }

    [Fact]
    [Trait("rule", "S-28")]
    public async Task After_32_answers_over_TCP_UDP_is_tried_again()
    {
        var test = new TestLookup("web.", Script.Of("""{"web": ["TC:90"]}"""));

        for (var i = 0; i < 35; i++)
        {
            await test.Start();
        }

        // UDP and TCP, 32 times TCP, UDP and TCP again, and TCP.
        bool[] asked = [false, true, .. Enumerable.Repeat(true, 32), false, true, true];
        Assert.Equal(asked, test.Asked.Select(exchange => exchange.Options.Tcp));
    }

    [Fact]
    [Trait("rule", "S-27")]
    public async Task No_SRV_name_says_nothing_about_the_service_name()
    {
        var test = new TestLookup("web.", Script.Of($$"""{"_http._tcp.web": "NXDOMAIN", "web": "{{Good}}"}"""), options => options.PortName = "http");

        Assert.Equal(LookupOutcome.Unknown, (await test.Start()).Answer.Outcome);
    }

    [Theory]
    [InlineData("10.1.0.1", "web.")]
    [InlineData(null, null)]
    [Trait("rule", "S-28")]
    public async Task A_truncated_answer_has_its_name_where_it_has_addresses(string? address, string? name)
    {
        var test = new TestLookup("web.", (exchange, _) =>
        {
            var message = new FakeDnsMessage(exchange.Question) { Truncated = true };
            return ValueTask.FromResult(DnsExchange.Of(address is null ? message : message.Add(exchange.Question.Name, address)));
        });

        var report = await test.AskAsync();

        Assert.Equal((LookupOutcome.Unknown, LookupReason.Truncated, name), (report.Answer.Outcome, report.Answer.Reason, report.Answer.Name));
    }
}
