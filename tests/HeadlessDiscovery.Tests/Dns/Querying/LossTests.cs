using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Tests.Support;

namespace HeadlessDiscovery.Tests.Dns;

/// <summary>Datagrams get lost: the next one goes out when a reply is late by measurement.</summary>
public sealed class LossTests
{
    private const string Good = "A:10.1.0.1,10.1.0.2";

    [Theory]
    [InlineData(1, 5)]
    [InlineData(1, 20)]
    [InlineData(2, 5)]
    [InlineData(2, 20)]
    [Trait("rule", "T-4")]
    public async Task No_lookup_fails_by_lost_datagrams(int servers, int percent)
    {
        var random = new Random(7);
        var gate = new Lock();
        var lost = 0;
        var test = new TestLookup("web.", (exchange, token) =>
        {
            lock (gate)
            {
                var isLost = exchange.Question.Type != DnsRecordType.Srv && random.Next(100) < percent;
                lost += isLost ? 1 : 0;
                return isLost ? ScriptedTransport.Silent(token) : Words.Answer(Good, exchange.Question, exchange.Options, token);
            }
        }, TestLookup.Servers(servers, 2, options =>
        {
            options.AttemptTimeout = TimeSpan.FromSeconds(5);
            options.LookupTimeout = TimeSpan.FromSeconds(15);
        }));

        for (var i = 0; i < 200; i++)
        {
            Assert.Equal(LookupOutcome.Found, (await test.AskAsync()).Answer.Outcome);
        }

        // Each lost datagram costs one more query, and nothing else does.
        Assert.Equal(200 + lost, test.Asked.Count());
    }

    [Theory]
    [InlineData(350)]
    [InlineData(900)]
    [Trait("rule", "T-4")]
    public async Task A_server_that_always_takes_long_is_queried_once_a_lookup(int milliseconds)
    {
        TestLookup test = null!;
        test = new TestLookup("web.", async (exchange, token) =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), test.Time, token);
            return await Words.Answer(Good, exchange.Question, exchange.Options, token);
        }, TestLookup.Servers(1, 2, options => options.AttemptTimeout = TimeSpan.FromSeconds(5)));

        for (var i = 0; i < 10; i++)
        {
            await test.AskAsync();
        }

        var before = test.Asked.Count();
        for (var i = 0; i < 40; i++)
        {
            await test.AskAsync();
        }

        Assert.InRange(test.Asked.Count() - before, 40, 42);
    }

    [Fact]
    [Trait("rule", "T-4")]
    public async Task A_query_that_was_answered_with_TC_is_not_repeated_while_TCP_runs()
    {
        var test = new TestLookup("web.", Script.By((server, _) => server == 1 ? "TC:9:silent" : Good), TestLookup.Servers(2, 2, options => options.AttemptTimeout = TimeSpan.FromSeconds(5)));

        var report = await test.AskAsync();

        Assert.Equal(LookupOutcome.Found, report.Answer.Outcome);
        Assert.Equal([(1, false), (1, true), (2, false)], test.Asked.Select(exchange => (TestLookup.Number(exchange), exchange.Options.Tcp)));
        Assert.True(report.Duration >= TimeSpan.FromSeconds(5));
    }

    [Fact]
    [Trait("rule", "T-4")]
    public async Task While_backing_off_a_try_is_one_datagram()
    {
        var test = new TestLookup("web.", Script.Always("DROP"), TestLookup.Servers(1, 2, options => options.AttemptTimeout = TimeSpan.FromSeconds(5)));

        var report = await test.AskAsync(hedge: false);

        Assert.Equal(LookupReason.Timeout, report.Answer.Reason);
        Assert.Equal("1 1", test.ServersAsked);
    }

    [Fact]
    [Trait("rule", "T-4")]
    public async Task Silence_brings_about_five_tries_that_double_their_wait_within_the_attempt()
    {
        var at = new List<double>();
        TestLookup test = null!;
        test = new TestLookup("web.", (exchange, token) =>
        {
            at.Add((test.Time.GetUtcNow() - test.Time.Start).TotalSeconds);
            return ScriptedTransport.Silent(token);
        }, TestLookup.Servers(2, 1, options => options.AttemptTimeout = TimeSpan.FromSeconds(5)));

        var report = await test.AskAsync();

        Assert.Equal(LookupReason.Timeout, report.Answer.Reason);
        Assert.Equal("1 2 1 2 1 1", test.ServersAsked);
        Assert.Equal([0, 0.25, 0.75, 1.75, 3.75], at.Take(5).Select(second => Math.Round(second, 2)));
    }

    [Fact]
    [Trait("rule", "T-4")]
    public async Task A_question_that_nobody_answers_is_repeated_less_although_others_are_answered()
    {
        var test = new TestLookup("web.", Script.By((_, type) => type == DnsRecordType.Aaaa ? "DROP" : Good), TestLookup.Servers(1, 2, options =>
        {
            options.Family = PeerFamily.Both;
            options.AttemptTimeout = TimeSpan.FromSeconds(2);
        }));
        await test.AskAsync();
        var before = test.Asked.Count(exchange => exchange.Question.Type == DnsRecordType.Aaaa);

        await test.AskAsync();

        Assert.Equal(1, test.Asked.Count(exchange => exchange.Question.Type == DnsRecordType.Aaaa) - before);
    }

    [Fact]
    [Trait("rule", "T-4")]
    public async Task A_question_that_is_answered_again_is_repeated_again()
    {
        var word = "DROP";
        var test = new TestLookup("web.", (exchange, token) => Words.Answer(word, exchange.Question, exchange.Options, token), TestLookup.Servers(1, 2, options => options.AttemptTimeout = TimeSpan.FromSeconds(2)));
        await test.AskAsync();
        word = Good;
        await test.AskAsync();
        var before = test.Asked.Count();
        word = "DROP";

        await test.AskAsync();

        Assert.InRange(test.Asked.Count() - before, 2, 6);
    }

    [Fact]
    [Trait("rule", "T-4")]
    public async Task While_backing_off_a_server_that_fails_at_once_is_queried_once()
    {
        var test = new TestLookup("web.", Script.Always("SERVFAIL"), TestLookup.Servers(1, 2));

        Assert.Equal(LookupReason.ServFail, (await test.AskAsync(hedge: false)).Answer.Reason);

        Assert.Equal("1", test.ServersAsked);
    }
}
