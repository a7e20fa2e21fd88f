using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Options;
using HeadlessDiscovery.Tests.ResolvConf;
using HeadlessDiscovery.Tests.Support;

namespace HeadlessDiscovery.Tests.Dns;

public sealed class FailoverTests
{
    private const string Good = "A:10.1.0.1,10.1.0.2 AAAA:fd00::1,fd00::2";

    public static TheoryData<string, LookupReason> Failures => new()
    {
        { "SERVFAIL", LookupReason.ServFail },
        { "REFUSED", LookupReason.Refused },
        { "NOTIMP", LookupReason.NotImp },
        { "FORMERR", LookupReason.FormErr },
        { "LAME", LookupReason.Lame },
        { "GARBAGE", LookupReason.Malformed },
        { "WRONGQ", LookupReason.Malformed },
        { "BADRD", LookupReason.Malformed },
        { "OTHER:6.6.6.6", LookupReason.Malformed },
        { "A:0.0.0.0", LookupReason.Malformed },
        { "SOCKET_ERROR", LookupReason.Network },
        { "TC:9:drop", LookupReason.Network },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    [Trait("rule", "S-19")]
    public async Task A_server_that_cannot_answer_is_followed_by_the_next(string word, LookupReason reason)
    {
        var two = new TestLookup("web.", Script.By((server, _) => server == 1 ? word : Good), TestLookup.Servers(2));
        var one = new TestLookup("web.", Script.Always(word), TestLookup.Servers(1));

        var found = await two.Start(hedge: false);
        var failed = await one.Start(hedge: false);

        Assert.Equal((LookupOutcome.Found, 2), (found.Answer.Outcome, found.Answer.Peers.Count));
        Assert.Equal([1, 2], two.Asked.Select(TestLookup.Number).Distinct());
        Assert.Equal((LookupOutcome.Unknown, reason), (failed.Answer.Outcome, failed.Answer.Reason));
    }

    [Fact]
    [Trait("rule", "S-19")]
    public async Task A_server_that_stays_silent_is_followed_by_the_next_once_its_try_timed_out()
    {
        var at = new List<DateTimeOffset>();
        TestLookup test = null!;
        test = new TestLookup("web.", (exchange, token) =>
        {
            at.Add(test.Time.GetUtcNow());
            return Words.Answer(TestLookup.Number(exchange) == 1 ? "DROP" : Good, exchange.Question, exchange.Options, token);
        }, TestLookup.Servers(2, more: options => options.AttemptTimeout = TimeSpan.FromSeconds(3)));

        var report = await test.AskAsync(hedge: false);

        Assert.Equal(LookupOutcome.Found, report.Answer.Outcome);
        Assert.Equal("1 2", test.ServersAsked);
        Assert.True(at[1] - at[0] >= TimeSpan.FromSeconds(3));
        Assert.Equal(["timeout", "answer"], report.ReadAsked().Select(question => question.Result));
    }

    [Theory]
    [InlineData("NXDOMAIN", LookupReason.NxDomain)]
    [InlineData("NODATA", LookupReason.NoData)]
    [InlineData("NXA:6.6.6.6", LookupReason.NxDomain)]
    [Trait("rule", "S-19")]
    public async Task A_no_is_final_and_no_other_server_is_asked(string word, LookupReason reason)
    {
        var test = new TestLookup("web.", Script.By((server, _) => server == 1 ? word : Good), TestLookup.Servers(3, attempts: 2));

        var report = await test.Start();

        Assert.Equal((LookupOutcome.Empty, reason), (report.Answer.Outcome, report.Answer.Reason));
        Assert.Equal("1", test.ServersAsked);
    }

    [Theory]
    [InlineData(1, 1, "1")]
    [InlineData(1, 2, "1 1")]
    [InlineData(3, 1, "1 2 3")]
    [InlineData(3, 2, "1 2 3 1 2 3")]
    [InlineData(2, 5, "1 2 1 2 1 2 1 2 1 2")]
    [InlineData(3, 5, "1 2 3 1 2 3 1 2 3 1 2")]
    [Trait("rule", "T-1")]
    public async Task Attempts_are_rounds_over_the_servers_and_eleven_tries_are_the_most(int servers, int attempts, string asked)
    {
        var test = new TestLookup("web.", Script.Always("SERVFAIL"), TestLookup.Servers(servers, attempts));

        var report = await test.Start();

        Assert.Equal(LookupReason.ServFail, report.Answer.Reason);
        Assert.Equal(asked, test.ServersAsked);
    }

    [Fact]
    [Trait("rule", "T-1")]
    public async Task Each_try_has_the_whole_time_of_its_own()
    {
        var test = new TestLookup("web.", Script.Always("DROP"), TestLookup.Servers(2, 2, options => options.AttemptTimeout = TimeSpan.FromSeconds(2)));

        var report = await test.AskAsync(hedge: false);

        Assert.Equal((LookupOutcome.Unknown, LookupReason.Timeout), (report.Answer.Outcome, report.Answer.Reason));
        Assert.Equal("1 2 1 2", test.ServersAsked);
        NonEmpty.All(report.ReadAsked(), question => Assert.True(question.Duration >= TimeSpan.FromSeconds(2)));
    }

    [Fact]
    [Trait("rule", "T-3")]
    public async Task A_SERVFAIL_is_asked_again_within_the_attempts()
    {
        var test = new TestLookup("web.", Script.Of($$"""{"web": ["SERVFAIL", "{{Good}}"]}"""), TestLookup.Servers(1, 2));

        Assert.Equal(LookupOutcome.Found, (await test.Start()).Answer.Outcome);
        Assert.Equal("1 1", test.ServersAsked);
    }

    [Theory]
    [InlineData("FORMERR")]
    [InlineData("NOTIMP")]
    [Trait("rule", "W-4")]
    public async Task A_server_that_does_not_know_EDNS_is_asked_once_without_and_has_not_failed(string word)
    {
        var yes = new TestLookup("web.", (exchange, token) => Words.Answer(exchange.Options.Edns ? word : Good, exchange.Question, exchange.Options, token), TestLookup.Servers(2));
        var no = new TestLookup("web.", (exchange, token) => Words.Answer(exchange.Options.Edns ? word : "NXDOMAIN", exchange.Question, exchange.Options, token), TestLookup.Servers(2));

        Assert.Equal(LookupOutcome.Found, (await yes.Start()).Answer.Outcome);
        Assert.Equal(LookupOutcome.Empty, (await no.Start()).Answer.Outcome);
        Assert.Equal([true, false], yes.Asked.Select(exchange => exchange.Options.Edns));
        Assert.Equal("1 1", no.ServersAsked);
    }

    [Fact]
    [Trait("rule", "W-4")]
    public async Task Without_EDNS_too_a_truncated_answer_is_asked_again_over_TCP()
    {
        var test = new TestLookup("web.", (exchange, token) => Words.Answer(exchange.Options.Edns ? "FORMERR" : "TC:40", exchange.Question, exchange.Options, token), TestLookup.Servers(1));

        var report = await test.Start();

        Assert.Equal((LookupOutcome.Found, 40), (report.Answer.Outcome, report.Answer.Peers.Count));
        Assert.Equal([(false, true), (false, false), (true, false)], test.Asked.Select(exchange => (exchange.Options.Tcp, exchange.Options.Edns)));
    }

    [Fact]
    [Trait("rule", "S-28")]
    public async Task A_truncated_answer_is_asked_again_over_TCP_of_the_same_server()
    {
        var test = new TestLookup("web.", Script.Always("TC:90"), TestLookup.Servers(2));

        var report = await test.Start();

        Assert.Equal((LookupOutcome.Found, 90), (report.Answer.Outcome, report.Answer.Peers.Count));
        Assert.Equal([(1, false), (1, true)], test.Asked.Select(exchange => (TestLookup.Number(exchange), exchange.Options.Tcp)));
        Assert.Equal("tcp", Assert.Single(report.ReadAsked()).Transport);
    }

    [Fact]
    [Trait("rule", "S-28")]
    public async Task An_answer_that_is_truncated_over_TCP_too_is_unknown_and_fits_into_no_other_server()
    {
        var test = new TestLookup("web.", Script.Always("TC:5000:tc"), TestLookup.Servers(2, 2));

        var report = await test.Start();

        Assert.Equal((LookupOutcome.Unknown, LookupReason.Truncated, true), (report.Answer.Outcome, report.Answer.Reason, report.Answer.IsTruncated));
        Assert.Equal("1 1", test.ServersAsked);
    }

    [Fact]
    [Trait("rule", "S-28")]
    public async Task TCP_that_stays_silent_ends_with_the_try()
    {
        var test = new TestLookup("web.", Script.By((server, _) => server == 1 ? "TC:9:silent" : Good), TestLookup.Servers(2, more: options => options.AttemptTimeout = TimeSpan.FromSeconds(2)));

        var report = await test.AskAsync(hedge: false);

        Assert.Equal(LookupOutcome.Found, report.Answer.Outcome);
        Assert.Equal("1 1 2", test.ServersAsked);
    }

    [Fact]
    [Trait("rule", "P-6")]
    public async Task UseTcp_asks_everything_over_TCP()
    {
        var test = new TestLookup("web.", Script.Of($$"""{"web": ["SERVFAIL", "{{Good}}"]}"""), TestLookup.Servers(2, more: options => options.UseTcp = true));

        await test.Start();

        NonEmpty.All(test.Transport.Asked, exchange => Assert.True(exchange.Options.Tcp));
        Assert.Equal("1 2", test.ServersAsked);
    }

    [Fact]
    [Trait("rule", "T-2")]
    public async Task Rotate_begins_each_look_up_at_the_next_server_and_goes_round()
    {
        using var file = new TemporaryFile("options rotate\n");
        var test = new TestLookup("web.", Script.Always(Good), TestLookup.Servers(3, more: options => options.ResolvConfPath = file.Path));
        var failing = new TestLookup("web.", Script.Always("SERVFAIL"), TestLookup.Servers(3, more: options => options.ResolvConfPath = file.Path));

        for (var i = 0; i < 4; i++)
        {
            await test.Start();
            await failing.Start();
        }

        Assert.Equal("1 2 3 1", test.ServersAsked);
        Assert.Equal("1 2 3 2 3 1 3 1 2 1 2 3", failing.ServersAsked);
    }

    [Fact]
    [Trait("rule", "T-2")]
    public async Task Rotate_goes_round_as_in_netty()
    {
        var item = CaseFile.ResolvConf["netty-rotate"];
        var expected = item["expect"]!["server_order_per_query"]!.AsArray().Select(order => string.Join(' ', order!.AsArray().Select(server => (string)server!)));
        using var file = new TemporaryFile((string)item["input_text"]!);
        var options = new HeadlessPeersOptions { ServiceName = "web.", ResolvConfPath = file.Path, Family = PeerFamily.IPv4, Attempts = 1 };
        var transport = new ScriptedTransport(Script.Always("SERVFAIL"));
        var lookup = new HeadlessDiscovery.Lookup.DnsPeerLookup(options, "web.", new OwnAddresses([], "test"), transport, new Microsoft.Extensions.Time.Testing.FakeTimeProvider());

        foreach (var order in expected)
        {
            var before = transport.Asked.Count;
            await lookup.AskAsync(new HeadlessDiscovery.Lookup.LookupMode(Hedge: true), TestContext.Current.CancellationToken);
            Assert.Equal(order, string.Join(' ', transport.Asked.Skip(before).Select(exchange => exchange.Server.Address)));
        }
    }

    [Fact]
    [Trait("rule", "T-2")]
    public async Task Without_rotate_every_look_up_begins_at_the_first_server()
    {
        var test = new TestLookup("web.", Script.Always(Good), TestLookup.Servers(3));

        await test.Start();
        await test.Start();

        Assert.Equal("1 1", test.ServersAsked);
    }

    [Theory]
    [InlineData("DROP")]
    [InlineData("SERVFAIL")]
    [InlineData("REFUSED")]
    [InlineData("SOCKET_ERROR")]
    [InlineData("GARBAGE")]
    [Trait("rule", "E-2")]
    public async Task A_server_that_failed_is_queried_last_until_a_probe_beside_a_lookup_succeeds_thirty_seconds_later(string word)
    {
        // The probe keeps a server that fails for good from delaying a lookup, or from making what the next one says second-hand, every thirty seconds.
        var test = new TestLookup("web.", Script.Of($$"""{"10.0.0.1|*": ["{{word}}", "{{Good}}"], "default": "{{Good}}"}"""), TestLookup.Servers(3, more: options => options.AttemptTimeout = TimeSpan.FromSeconds(2)));

        await test.AskAsync(hedge: false);
        Assert.Equal("1 2", test.ServersAsked);
        await test.Start(probes: true);
        test.Time.Advance(ServerHealth.AskedLastFor - TimeSpan.FromTicks(1));
        await test.Start(probes: true);
        Assert.Equal("1 2 2 2", test.ServersAsked);
        test.Time.Advance(TimeSpan.FromTicks(1));
        await test.Start(probes: true);
        await test.UntilAsync(() => test.Asked.Count() == 6);
        Assert.Equal([1, 2], test.Asked.Skip(4).Select(TestLookup.Number).Order());

        // The probe ends on a thread of its own.
        for (var i = 0; i < 1000 && TestLookup.Number(test.Asked.Last()) != 1; i++)
        {
            await test.Start(probes: true);
        }

        Assert.Equal(1, TestLookup.Number(test.Asked.Last()));
    }

    [Fact]
    [Trait("rule", "E-2")]
    public async Task A_probe_that_fails_is_repeated_thirty_seconds_later_and_no_lookup_waits_for_it()
    {
        var test = new TestLookup("web.", Script.By((server, _) => server == 1 ? "DROP" : Good), TestLookup.Servers(2, more: options => options.AttemptTimeout = TimeSpan.FromSeconds(2)));

        await test.AskAsync(hedge: false);
        for (var probes = 1; probes <= 3; probes++)
        {
            test.Time.Advance(ServerHealth.AskedLastFor);
            Assert.Equal(LookupOutcome.Found, (await test.Start(probes: true)).Answer.Outcome);
            await test.UntilAsync(() => test.Asked.Count(exchange => TestLookup.Number(exchange) == 1) == 1 + probes);
            Assert.Equal(LookupOutcome.Found, (await test.Start(probes: true)).Answer.Outcome);
        }

        Assert.Equal(4, test.Asked.Count(exchange => TestLookup.Number(exchange) == 1));
    }

    [Fact]
    [Trait("rule", "E-2")]
    public async Task A_lost_datagram_costs_one_more_query_and_a_probe_thirty_seconds_later()
    {
        var test = new TestLookup("web.", Script.Of($$"""{"10.0.0.1|*": ["{{Good}}", "DROP", "{{Good}}"], "default": "{{Good}}"}"""), TestLookup.Servers(2, more: options => options.AttemptTimeout = TimeSpan.FromSeconds(2)));

        await test.AskAsync();
        await test.AskAsync();
        Assert.Equal("1 1 2", test.ServersAsked);
        test.Time.Advance(ServerHealth.AskedLastFor - TimeSpan.FromTicks(1));
        await test.Start(probes: true);
        Assert.Equal("1 1 2 2", test.ServersAsked);
        test.Time.Advance(TimeSpan.FromTicks(1));
        await test.Start(probes: true);
        await test.UntilAsync(() => test.Asked.Count() == 6);
        Assert.Equal([1, 2], test.Asked.Skip(4).Select(TestLookup.Number).Order());
    }

    [Fact]
    [Trait("rule", "E-2")]
    public async Task A_server_that_has_never_answered_is_probed_at_the_lookup_after_one_that_it_was_late_for()
    {
        // It may know more than the one that stands in for it, and the list would lack that for thirty seconds.
        var test = new TestLookup("web.", Script.Of($$"""{"10.0.0.1|*": ["DROP", "{{Good}}"], "default": "{{Good}}"}"""), TestLookup.Servers(2, more: options => options.AttemptTimeout = TimeSpan.FromSeconds(2)));

        await test.AskAsync();
        Assert.Equal("1 2", test.ServersAsked);
        await test.Start(probes: true);
        await test.UntilAsync(() => test.Asked.Count() == 4);
        Assert.Equal([1, 2], test.Asked.Skip(2).Select(TestLookup.Number).Order());
    }

    [Fact]
    [Trait("rule", "E-2")]
    public async Task A_truncated_answer_is_no_failure()
    {
        var test = new TestLookup("web.", Script.By((server, _) => server == 1 ? "TC:9:tc" : Good), TestLookup.Servers(2));

        await test.Start();
        await test.Start();

        Assert.Equal([1], test.Asked.Select(TestLookup.Number).Distinct());
    }

    [Fact]
    [Trait("rule", "E-2")]
    public async Task A_server_that_turns_lame_is_queried_last()
    {
        // Queried first again and again, it would make all that the next one says second-hand: nobody who left would ever be removed.
        var test = new TestLookup("web.", Script.Of($$"""{"10.0.0.1|*": ["{{Good}}", "LAME", "{{Good}}"], "default": "{{Good}}"}"""), TestLookup.Servers(2));

        await test.Start();
        Assert.True((await test.Start()).Answer.IsSecondHand);
        Assert.False((await test.Start()).Answer.IsSecondHand);

        Assert.Equal("1 1 2 2", test.ServersAsked);
    }

    [Fact]
    [Trait("rule", "E-2")]
    public async Task A_denial_in_place_of_a_server_that_said_it_failed_goes_on_to_that_server()
    {
        // A stranger as second name server would otherwise make the list stale for thirty seconds after one SERVFAIL of the first.
        var test = new TestLookup("web.", Script.Of($$"""{"10.0.0.1|*": ["{{Good}}", "SERVFAIL", "{{Good}}"], "default": "NXDOMAIN"}"""), TestLookup.Servers(2));

        await test.Start();
        Assert.Equal(LookupReason.Unverified, (await test.Start()).Answer.Reason);
        Assert.Equal(LookupOutcome.Found, (await test.Start()).Answer.Outcome);

        Assert.Equal("1 1 2 2 1", test.ServersAsked);
    }

    [Fact]
    [Trait("rule", "S-29")]
    public async Task A_server_that_is_silent_until_the_deadline_is_asked_last_even_without_hedging()
    {
        var test = new TestLookup("web.", Script.By((server, _) => server == 1 ? "DROP" : Good), TestLookup.Servers(2, more: options =>
        {
            options.HedgeDelay = Timeout.InfiniteTimeSpan;
            options.LookupTimeout = TimeSpan.FromSeconds(5);
        }));

        var first = await test.AskAsync();
        var second = await test.Start();

        Assert.Equal((LookupOutcome.Unknown, LookupReason.Deadline), (first.Answer.Outcome, first.Answer.Reason));
        Assert.Equal(LookupOutcome.Found, second.Answer.Outcome);
        Assert.Equal("1 2", test.ServersAsked);
    }
}
