using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Tests.Support;

namespace HeadlessDiscovery.Tests.Dns;

/// <summary>A hedge is the next try, brought forward.</summary>
public sealed class HedgingTests
{
    private const string Good = "A:10.1.0.1,10.1.0.2";

    [Theory]
    [InlineData(2, 1, "1 2")]
    [InlineData(1, 2, "1 1")]
    [Trait("rule", "E-1")]
    public async Task A_silent_first_try_is_helped_by_the_next_after_the_hedge_delay(int servers, int attempts, string asked)
    {
        var at = new List<DateTimeOffset>();
        TestLookup test = null!;
        test = new TestLookup("web.", (exchange, token) =>
        {
            at.Add(test.Time.GetUtcNow());
            return exchange.Index == 0 ? ScriptedTransport.Silent(token) : Words.Answer(Good, exchange.Question, exchange.Options, token);
        }, TestLookup.Servers(servers, attempts));

        var report = await test.AskAsync();

        Assert.Equal(LookupOutcome.Found, report.Answer.Outcome);
        Assert.Equal(asked, test.ServersAsked);
        Assert.True(at[1] - at[0] >= test.Options.HedgeDelay);
        Assert.Equal(["abandoned", "answer"], report.ReadAsked().Select(question => question.Result));
    }

    [Fact]
    [Trait("rule", "E-1")]
    public async Task Silence_brings_about_five_tries_and_the_sixth_waits_for_the_end_of_one()
    {
        // A datagram may be lost more than once: a single hedge lost 6 of 200 lookups at a loss of 20 %.
        var test = new TestLookup("web.", Script.Always("DROP"), TestLookup.Servers(3, 2));
        var asking = test.Start();

        await test.UntilAsync(() => test.Asked.Count() == 5, step: TimeSpan.FromMilliseconds(50));
        for (var i = 0; i < 100; i++)
        {
            test.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal("1 2 3 1 2", test.ServersAsked);
        await test.UntilAsync(() => asking.IsCompleted, step: TimeSpan.FromMinutes(10));
        Assert.Equal(LookupReason.Timeout, (await asking).Answer.Reason);

        // W-4: the one after silence on every try goes without EDNS.
        Assert.Equal("1 2 3 1 2 3 1", test.ServersAsked);
        Assert.Equal([true, true, true, true, true, true, false], test.Asked.Select(exchange => exchange.Options.Edns));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("rule", "E-1")]
    public async Task Without_hedging_the_next_try_waits_for_the_end_of_the_first(bool byOption)
    {
        var at = new List<DateTimeOffset>();
        TestLookup test = null!;
        test = new TestLookup("web.", (exchange, token) =>
        {
            at.Add(test.Time.GetUtcNow());
            return Words.Answer(exchange.Index == 0 ? "DROP" : Good, exchange.Question, exchange.Options, token);
        }, TestLookup.Servers(2, more: options =>
        {
            options.AttemptTimeout = TimeSpan.FromSeconds(10);
            options.HedgeDelay = byOption ? Timeout.InfiniteTimeSpan : options.HedgeDelay;
        }));

        // A back-off asks without hedging.
        await test.AskAsync(hedge: byOption);

        Assert.True(at[1] - at[0] >= TimeSpan.FromSeconds(10));
        Assert.Equal(1, test.Transport.MostAtOnce);
    }

    [Fact]
    [Trait("rule", "E-1")]
    public async Task A_hedge_delay_of_zero_asks_two_at_once()
    {
        var test = new TestLookup("web.", Script.By((server, _) => server == 1 ? "DROP" : Good), TestLookup.Servers(2, more: options => options.HedgeDelay = TimeSpan.Zero));

        var report = await test.AskAsync();

        Assert.Equal(LookupOutcome.Found, report.Answer.Outcome);
        Assert.Equal([1, 2], test.Asked.Select(TestLookup.Number).Order());
    }

    [Theory]
    [InlineData(Good, LookupOutcome.Found, LookupReason.None)]
    [InlineData("NXDOMAIN", LookupOutcome.Empty, LookupReason.NxDomain)]
    [InlineData("SERVFAIL", LookupOutcome.Unknown, LookupReason.Unverified)]
    [InlineData("DROP", LookupOutcome.Unknown, LookupReason.Unverified)]
    [Trait("rule", "E-1")]
    public async Task The_no_of_a_hedge_waits_for_what_the_first_server_says(string word, LookupOutcome outcome, LookupReason reason)
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var test = new TestLookup("web.", async (exchange, token) =>
        {
            if (TestLookup.Number(exchange) == 1)
            {
                await release.Task.WaitAsync(token);
                return await Words.Answer(word, exchange.Question, exchange.Options, token);
            }

            return await Words.Answer("NXDOMAIN", exchange.Question, exchange.Options, token);
        }, TestLookup.Servers(2));
        var asking = test.Start();

        await test.UntilAsync(() => test.Asked.Count() == 2, step: TimeSpan.FromMilliseconds(50));
        await test.UntilAsync(() => test.Transport.IsSilent);
        release.SetResult();
        await test.UntilAsync(() => asking.IsCompleted, step: TimeSpan.FromMinutes(10));

        Assert.Equal((outcome, reason), ((await asking).Answer.Outcome, (await asking).Answer.Reason));
    }

    [Fact]
    [Trait("rule", "E-1")]
    public async Task The_no_of_a_hedge_never_overtakes_addresses_that_came_in_the_same_moment()
    {
        for (var i = 0; i < 50; i++)
        {
            var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var test = new TestLookup("web.", async (exchange, token) =>
            {
                if (TestLookup.Number(exchange) == 2)
                {
                    release.SetResult();
                    return await Words.Answer("NXDOMAIN", exchange.Question, exchange.Options, token);
                }

                await release.Task.WaitAsync(token);
                return await Words.Answer(Good, exchange.Question, exchange.Options, token);
            }, TestLookup.Servers(2, more: options => options.HedgeDelay = TimeSpan.Zero));

            Assert.Equal(LookupOutcome.Found, (await test.AskAsync()).Answer.Outcome);
        }
    }

    [Fact]
    [Trait("rule", "E-1")]
    public async Task A_hedge_that_fails_is_followed_by_the_next_try_while_the_first_is_still_silent()
    {
        var test = new TestLookup("web.", Script.By((server, _) => server switch { 1 => "DROP", 2 => "SERVFAIL", _ => Good }), TestLookup.Servers(3));

        var report = await test.AskAsync();

        Assert.Equal(LookupOutcome.Found, report.Answer.Outcome);
        Assert.Equal("1 2 3", test.ServersAsked);
    }

    [Fact]
    [Trait("rule", "E-1")]
    public async Task A_later_try_that_says_no_is_handed_the_addresses_of_the_earlier_one()
    {
        var question = new DnsQuestion("web.", DnsRecordType.A);
        var (server, other) = (TestLookup.Server("10.0.0.1"), TestLookup.Server("10.0.0.2"));
        var context = new AskContext(new ResolverConfiguration { NameServers = [server, other] }, [server, other], TimeProvider.System);
        var tries = new QuestionTries(question, QuestionPurpose.Candidate, context, new ServerHealth(TimeProvider.System), Timeout.InfiniteTimeSpan, TimeProvider.System);
        var answer = AnswerVerifier.Verify(question, FakeDnsMessage.Addresses(question, 5, "10.1.0.1"), serverIsLoopback: false);
        for (var i = 0; i < 4; i++)
        {
            tries.Next();
        }

        var later = tries.EarlierEndedAsync(3, TestContext.Current.CancellationToken).AsTask();
        tries.End(0, null);
        tries.End(2, new AskedAnswer(answer, server));

        Assert.Same(answer, (await later)!.Answer);
    }
}
