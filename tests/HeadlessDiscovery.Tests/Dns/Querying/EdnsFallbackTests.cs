using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Tests.Support;

namespace HeadlessDiscovery.Tests.Dns;

/// <summary>Servers that refuse EDNS, and paths that drop it: one query without it, and what worked is remembered.</summary>
public sealed class EdnsFallbackTests
{
    private const string Good = "A:10.1.0.1,10.1.0.2";

    private static readonly Func<ScriptedTransport.Exchange, CancellationToken, ValueTask<DnsExchange>> DropsEdns = With("DROP");

    [Theory]
    [InlineData("FORMERR")]
    [InlineData("NOTIMP")]
    [InlineData("BADVERS")]
    [Trait("rule", "W-4")]
    public async Task A_server_that_refused_EDNS_is_queried_without_it_for_ten_minutes(string word)
    {
        var test = new TestLookup("web.", With(word), TestLookup.Servers(1));

        await test.Start(probes: true);
        await test.Start(probes: true);
        test.Time.Advance(ServerMemory.WithoutEdnsFor - TimeSpan.FromTicks(1));
        await test.Start(probes: true);
        Assert.Equal([true, false, false, false], EdnsOf(test));

        test.Time.Advance(TimeSpan.FromTicks(1));
        await test.Start(probes: true);
        Assert.Equal([true, false], EdnsOf(test).Skip(4));
    }

    [Theory]
    [InlineData("FORMERR")]
    [InlineData("SERVFAIL")]
    [Trait("rule", "W-4")]
    public async Task A_server_that_fails_without_EDNS_too_is_not_remembered(string without)
    {
        var test = new TestLookup("web.", (exchange, token) => Words.Answer(exchange.Options.Edns ? "FORMERR" : without, exchange.Question, exchange.Options, token), TestLookup.Servers(1));

        await test.Start();
        await test.Start();

        Assert.Equal([true, false, true, false], EdnsOf(test));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    [InlineData(3, 5)]
    [Trait("rule", "W-4")]
    public async Task After_silence_on_every_try_one_goes_without_EDNS_and_the_next_query_at_once(int servers, int attempts)
    {
        var test = new TestLookup("web.", DropsEdns, TestLookup.Servers(servers, attempts));
        var tries = servers * attempts == 1 ? 1 : Math.Clamp(servers * attempts, TryPipeline.MostSilentTries, TryPipeline.MostTries);

        Assert.Equal(LookupOutcome.Found, (await SlowlyAsync(test)).Answer.Outcome);
        Assert.Equal([.. Enumerable.Repeat(true, tries), false], EdnsOf(test));

        Assert.Equal(LookupOutcome.Found, (await test.Start()).Answer.Outcome);
        Assert.Equal([false], EdnsOf(test).Skip(tries + 1));
    }

    [Fact]
    [Trait("rule", "W-4")]
    public async Task Another_failure_than_silence_calls_for_no_try_without_EDNS()
    {
        var test = new TestLookup("web.", Script.By((server, _) => server == 1 ? "DROP" : "SERVFAIL"), TestLookup.Servers(2));

        Assert.Equal(LookupOutcome.Unknown, (await SlowlyAsync(test)).Answer.Outcome);

        Assert.DoesNotContain(false, EdnsOf(test));
    }

    [Fact]
    [Trait("rule", "W-4")]
    public async Task The_try_without_EDNS_waits_for_a_second_and_ends_with_the_lookup()
    {
        var test = new TestLookup("web.", Script.Always("DROP"), TestLookup.Servers(1, more: options => options.AttemptTimeout = TimeSpan.FromSeconds(4)));
        var bounded = new TestLookup("web.", Script.Always("DROP"), TestLookup.Servers(1, more: options =>
        {
            options.AttemptTimeout = TimeSpan.FromSeconds(4);
            options.LookupTimeout = TimeSpan.FromSeconds(4.5);
        }));

        var all = await test.AskAsync();
        var part = await bounded.AskAsync();

        Assert.Equal(LookupReason.Timeout, all.Answer.Reason);
        Assert.InRange(all.Duration, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5.2));
        Assert.Equal(LookupReason.Timeout, part.Answer.Reason);
        Assert.InRange(part.Duration, TimeSpan.FromSeconds(4.5), TimeSpan.FromSeconds(4.7));
        Assert.Equal([true, false], EdnsOf(bounded));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    [Trait("rule", "W-4")]
    public async Task While_backing_off_the_last_round_goes_without_EDNS_so_that_no_query_is_added(int servers, int attempts)
    {
        var drops = false;
        var test = new TestLookup("web.", (exchange, token) => Words.Answer(exchange.Options.Edns || drops ? "DROP" : Good, exchange.Question, exchange.Options, token), TestLookup.Servers(servers, attempts));
        drops = true;
        await SlowlyAsync(test);
        var before = test.Asked.Count();

        await SlowlyAsync(test, hedge: false);
        Assert.Equal(servers * attempts, test.Asked.Count() - before);
        Assert.Equal([.. Enumerable.Repeat(true, servers * (attempts - 1)), .. Enumerable.Repeat(false, servers)], EdnsOf(test).Skip(before));

        drops = false;
        Assert.Equal(LookupOutcome.Found, (await SlowlyAsync(test, hedge: false)).Answer.Outcome);
        Assert.Equal(LookupOutcome.Found, (await test.Start()).Answer.Outcome);
        Assert.False(EdnsOf(test).Last());
    }

    [Fact]
    [Trait("rule", "W-4")]
    public async Task A_silence_that_ended_by_itself_does_not_keep_EDNS_away()
    {
        // An outage that ends while the last round goes without EDNS looks like a path that drops it; one probe beside the next lookup tells.
        var test = new TestLookup("web.", (exchange, token) => Words.Answer(exchange.Index < 1 ? "DROP" : Good, exchange.Question, exchange.Options, token), TestLookup.Servers(1));

        await SlowlyAsync(test);
        await test.Start(probes: true);
        await test.UntilAsync(() => test.Asked.Count() == 4);
        Assert.Equal([true, false], EdnsOf(test).Take(2));
        for (var i = 0; i < 1000 && !EdnsOf(test).Last(); i++)
        {
            await test.Start(probes: true);
        }

        Assert.True(EdnsOf(test).Last());
    }

    [Fact]
    [Trait("rule", "W-4")]
    public async Task A_path_that_drops_EDNS_for_good_is_probed_once_and_no_lookup_waits_for_that()
    {
        var test = new TestLookup("web.", DropsEdns, TestLookup.Servers(1));

        await SlowlyAsync(test);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(LookupOutcome.Found, (await test.Start(probes: true)).Answer.Outcome);
        }

        await test.UntilAsync(() => test.Asked.Count() == 8);
        Assert.Equal(1, EdnsOf(test).Skip(2).Count(edns => edns));
    }

    private static Func<ScriptedTransport.Exchange, CancellationToken, ValueTask<DnsExchange>> With(string word) =>
        (exchange, token) => exchange.Options.Edns && word == "BADVERS"
            ? ValueTask.FromResult(DnsExchange.Of(new FakeDnsMessage(exchange.Question) { Code = 16 }))
            : Words.Answer(exchange.Options.Edns ? word : Good, exchange.Question, exchange.Options, token);

    private static IEnumerable<bool> EdnsOf(TestLookup test) => test.Asked.Select(exchange => exchange.Options.Edns);

    // The attempts of TestLookup last an hour.
    private static async Task<HeadlessDiscovery.Lookup.LookupReport> SlowlyAsync(TestLookup test, bool hedge = true)
    {
        var asking = test.Start(hedge);
        await test.UntilAsync(() => asking.IsCompleted, step: TimeSpan.FromMinutes(10));
        return await asking;
    }
}
