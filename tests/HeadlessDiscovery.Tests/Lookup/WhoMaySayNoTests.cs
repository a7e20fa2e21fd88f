using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Tests.Support;

namespace HeadlessDiscovery.Tests.Lookup;

/// <summary>The rules under which a negative answer counts.</summary>
public sealed class WhoMaySayNoTests
{
    private const string Good = "A:10.1.0.1,10.1.0.2";

    [Theory]
    [InlineData("SERVFAIL")]
    [InlineData("REFUSED")]
    [InlineData("GARBAGE")]
    [InlineData("SOCKET_ERROR")]
    [InlineData("DROP")]
    [Trait("rule", "E-1")]
    public async Task A_no_after_a_failure_in_the_same_look_up_is_unverified(string word)
    {
        var test = new TestLookup("web.", Script.By((server, _) => server == 1 ? word : "NXDOMAIN"), TestLookup.Servers(3, more: options => options.AttemptTimeout = TimeSpan.FromSeconds(1)));

        var report = await test.AskAsync(hedge: false);

        Assert.Equal((LookupOutcome.Unknown, LookupReason.Unverified), (report.Answer.Outcome, report.Answer.Reason));
        Assert.Equal("1 2", test.ServersAsked);
    }

    [Fact]
    [Trait("rule", "S-22")]
    public async Task A_failure_leaves_the_pin_alone()
    {
        var test = new TestLookup("web", Script.Of($$"""{"web.svc.cluster.local": ["{{Good}}", "SERVFAIL", "{{Good}}"]}"""), TestLookup.Servers(1));

        await test.Start();
        var failed = await test.Start();
        await test.Start();

        Assert.Equal((LookupOutcome.Unknown, 0), (failed.Answer.Outcome, failed.Answer.Peers.Count));
        Assert.Equal(["web.shop.svc.cluster.local.", "web.svc.cluster.local.", "web.svc.cluster.local.", "web.svc.cluster.local."], test.Asked.Select(exchange => exchange.Question.Name));
    }

    [Fact]
    [Trait("rule", "S-25")]
    public async Task A_no_about_the_pinned_name_means_that_nobody_is_there_and_no_further_name_is_asked()
    {
        var test = new TestLookup("web", Script.Of($$"""{"web.svc.cluster.local": ["{{Good}}", "NXDOMAIN"]}"""), TestLookup.Servers(1));

        await test.Start();
        var empty = await test.Start();

        Assert.Equal((LookupOutcome.Empty, LookupReason.NxDomain), (empty.Answer.Outcome, empty.Answer.Reason));
        Assert.Equal(3, test.Asked.Count());
    }

    [Fact]
    [Trait("rule", "E-1")]
    public async Task A_no_about_the_pinned_name_from_a_server_that_never_knew_it_is_unverified_and_asks_nobody_else()
    {
        using var file = new ResolvConf.TemporaryFile("options rotate\n");
        var test = new TestLookup("web.", Script.By((server, _) => server == 1 ? Good : "NXDOMAIN"), TestLookup.Servers(2, more: options => options.ResolvConfPath = file.Path));

        await test.Start();
        var stranger = await test.Start();
        var back = await test.Start();

        Assert.Equal((LookupOutcome.Unknown, LookupReason.Unverified), (stranger.Answer.Outcome, stranger.Answer.Reason));
        Assert.Equal(LookupOutcome.Found, back.Answer.Outcome);
        Assert.Equal("1 2 1", test.ServersAsked);
    }

    [Fact]
    [Trait("rule", "E-1")]
    public async Task A_server_that_answered_the_pinned_name_before_may_say_no()
    {
        using var file = new ResolvConf.TemporaryFile("options rotate\n");
        var test = new TestLookup("web.", Script.Of($$"""{"10.0.0.1|*": "{{Good}}", "10.0.0.2|*": ["{{Good}}", "NXDOMAIN"]}"""), TestLookup.Servers(2, more: options => options.ResolvConfPath = file.Path));

        await test.Start();
        await test.Start();
        await test.Start();

        Assert.Equal(LookupOutcome.Empty, (await test.Start()).Answer.Outcome);
    }

    [Fact]
    [Trait("rule", "E-1")]
    public async Task At_the_start_too_a_server_that_stands_in_for_a_silent_one_may_not_say_no()
    {
        var test = new TestLookup(
            "web",
            (exchange, token) => TestLookup.Number(exchange) == 1
                ? ScriptedTransport.Silent(token)
                : ValueTask.FromResult(DnsExchange.Of(new FakeDnsMessage(exchange.Question) { Code = 3 }.AddStart("."))),
            TestLookup.Servers(2, more: options => options.AttemptTimeout = TimeSpan.FromSeconds(1)));

        await test.AskAsync();
        var second = await test.AskAsync();

        Assert.Equal(2, TestLookup.Number(test.Asked.Last()));
        Assert.Equal((LookupOutcome.Unknown, LookupReason.Unverified), (second.Answer.Outcome, second.Answer.Reason));
    }

    [Fact]
    [Trait("rule", "E-1")]
    public async Task A_silent_server_takes_nothing_from_the_word_of_one_that_is_listed_before_it()
    {
        var test = new TestLookup("web.", Script.Of("""{"10.0.0.1|*": ["SERVFAIL", "NXDOMAIN"], "10.0.0.2|*": "DROP"}"""), TestLookup.Servers(2, more: options => options.AttemptTimeout = TimeSpan.FromSeconds(1)));

        await test.AskAsync(hedge: false);

        Assert.Equal(LookupOutcome.Empty, (await test.AskAsync()).Answer.Outcome);
    }

    [Theory]
    [InlineData("NODATA", LookupOutcome.Found, LookupReason.None)]
    [InlineData("NXDOMAIN", LookupOutcome.Unknown, LookupReason.FamilyFailed)]
    [Trait("rule", "S-20")]
    public async Task No_data_of_one_family_beside_the_same_servers_addresses_counts_although_another_server_failed(string word, LookupOutcome outcome, LookupReason reason)
    {
        var test = new TestLookup("web.", Script.By((server, type) => server == 1 ? "SERVFAIL" : type == DnsRecordType.A ? Good : word), TestLookup.Servers(2, more: options => options.Family = PeerFamily.Both));

        var report = await test.Start();

        Assert.Equal((outcome, reason, 2), (report.Answer.Outcome, report.Answer.Reason, report.Answer.Peers.Count));
    }

    [Theory]
    [InlineData("SERVFAIL")]
    [InlineData("DROP")]
    [InlineData("GARBAGE")]
    [InlineData("A:0.0.0.0")]
    [Trait("rule", "S-20")]
    public async Task One_family_that_fails_makes_the_whole_unknown_and_the_addresses_of_the_other_come_along(string word)
    {
        var test = new TestLookup("web", Script.By((_, type) => type == DnsRecordType.Aaaa ? "AAAA:fd00::1" : word), TestLookup.Servers(1, more: options =>
        {
            options.Family = PeerFamily.Both;
            options.AttemptTimeout = TimeSpan.FromSeconds(1);
        }));

        var report = await test.AskAsync();

        Assert.Equal((LookupOutcome.Unknown, LookupReason.FamilyFailed), (report.Answer.Outcome, report.Answer.Reason));
        Assert.Equal(["fd00::1"], report.Answer.Peers.Enumerate().Select(peer => peer.Address.ToString()));
        Assert.Single(test.NamesAsked);
    }

    [Theory]
    [InlineData("NODATA")]
    [InlineData("NXDOMAIN")]
    [Trait("rule", "S-20")]
    public async Task Addresses_of_one_family_beside_a_no_of_the_other_are_the_answer(string word)
    {
        var test = new TestLookup("web.", Script.By((_, type) => type == DnsRecordType.A ? Good : word), TestLookup.Servers(1, more: options => options.Family = PeerFamily.Both));

        Assert.Equal((LookupOutcome.Found, 2), ((await test.Start()).Answer.Outcome, (await test.Start()).Answer.Peers.Count));
    }

    [Fact]
    [Trait("rule", "S-28")]
    public async Task A_truncated_family_is_said_to_be_truncated()
    {
        var test = new TestLookup("web.", Script.By((_, type) => type == DnsRecordType.A ? "TC:9:tc" : "AAAA:fd00::1"), TestLookup.Servers(1, more: options => options.Family = PeerFamily.Both));

        var report = await test.Start();

        Assert.Equal((LookupReason.Truncated, 1), (report.Answer.Reason, report.Answer.Peers.Count));
    }

    [Theory]
    [InlineData("single-request", 1)]
    [InlineData("single-request-reopen", 1)]
    [InlineData("rotate", 2)]
    [Trait("rule", "P-6")]
    public async Task The_two_families_are_asked_at_once_unless_the_file_says_single_request(string option, int most)
    {
        using var file = new ResolvConf.TemporaryFile($"options {option}\n");
        var both = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var test = new TestLookup("web.", async (exchange, token) =>
        {
            if (exchange.Index == 1)
            {
                both.SetResult();
            }

            await (most == 2 ? both.Task.WaitAsync(token) : Task.CompletedTask);
            return await Words.Answer("A:10.1.0.1,10.1.0.2 AAAA:fd00::1", exchange.Question, exchange.Options, token);
        }, TestLookup.Servers(1, more: options =>
        {
            options.Family = PeerFamily.Both;
            options.ResolvConfPath = file.Path;
        }));

        Assert.Equal(3, (await test.Start()).Answer.Peers.Count);
        Assert.Equal(most, test.Transport.MostAtOnce);
    }

    [Fact]
    [Trait("rule", "C-6")]
    [Trait("rule", "C-7")]
    public async Task A_failure_has_no_TTL_and_serves_nothing_old_of_its_own()
    {
        var test = new TestLookup("web.", Script.Of($$"""{"web": ["{{Good}}", "SERVFAIL", "{{Good}}"]}"""), TestLookup.Servers(1));
        await test.Start();

        var failed = (await test.Start()).Answer;
        var again = (await test.Start()).Answer;

        Assert.Equal((LookupOutcome.Unknown, 0, null, null), (failed.Outcome, failed.Peers.Count, failed.Ttl, failed.Name));
        Assert.Equal(LookupOutcome.Found, again.Outcome);
    }

    [Theory]
    [InlineData(PeerFamily.IPv4, 30)]
    [InlineData(PeerFamily.Both, 7)]
    [Trait("rule", "C-1")]
    [Trait("rule", "C-4")]
    public async Task The_TTL_is_that_of_the_answer_and_of_two_families_the_lower(PeerFamily family, int seconds)
    {
        var test = new TestLookup("web.", (exchange, _) => ValueTask.FromResult(DnsExchange.Of(exchange.Question.Type == DnsRecordType.A
            ? FakeDnsMessage.Addresses(exchange.Question, 30, "10.1.0.1", "10.1.0.2")
            : FakeDnsMessage.Addresses(exchange.Question, 7, "fd00::1"))), options => options.Family = family);

        Assert.Equal(TimeSpan.FromSeconds(seconds), (await test.Start()).Answer.Ttl);
    }
}
