using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Options;
using HeadlessDiscovery.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Polly;
using Polly.Retry;

namespace HeadlessDiscovery.Tests.Lookup;

public sealed class DeadlineAndCancellationTests
{
    private const string Good = "A:10.1.0.1,10.1.0.2";

    [Fact]
    [Trait("rule", "S-29")]
    public async Task The_whole_walk_has_one_deadline()
    {
        var test = new TestLookup("web", Script.Always("DROP"), TestLookup.Servers(3, 2, options => options.LookupTimeout = TimeSpan.FromSeconds(3)));

        var report = await test.AskAsync();

        Assert.Equal((LookupOutcome.Unknown, LookupReason.Deadline), (report.Answer.Outcome, report.Answer.Reason));
        Assert.True(report.Duration >= TimeSpan.FromSeconds(3));
        Assert.Single(test.NamesAsked);
    }

    [Fact]
    [Trait("rule", "S-29")]
    public async Task A_lookup_ends_when_its_time_is_over_and_not_with_the_next_look_at_resolv_conf()
    {
        var query = CancellationToken.None;
        var test = new TestLookup(
            "web.",
            (_, token) => ScriptedTransport.Silent(query = token),
            TestLookup.Servers(1, more: options => options.LookupTimeout = TimeSpan.FromMilliseconds(2500)));
        var asking = test.Start();
        await test.UntilAsync(() => test.Transport.IsSilent);

        test.Time.Advance(TimeSpan.FromMilliseconds(2000));
        test.Time.Advance(TimeSpan.FromMilliseconds(499));
        Assert.False(query.IsCancellationRequested);

        test.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(query.IsCancellationRequested);
        Assert.Equal(LookupReason.Deadline, (await asking).Answer.Reason);
    }

    [Fact]
    [Trait("rule", "S-20")]
    public async Task At_the_deadline_the_addresses_of_the_family_that_answered_come_along()
    {
        var test = new TestLookup("web.", Script.By((_, type) => type == DnsRecordType.A ? Good : "DROP"), TestLookup.Servers(3, 2, options =>
        {
            options.Family = PeerFamily.Both;
            options.LookupTimeout = TimeSpan.FromSeconds(3);
        }));

        var report = await test.AskAsync();

        Assert.Equal((LookupOutcome.Unknown, LookupReason.FamilyFailed, 2), (report.Answer.Outcome, report.Answer.Reason, report.Answer.Peers.Count));
    }

    [Fact]
    [Trait("rule", "H-1")]
    public async Task A_silent_question_about_the_kind_does_not_spoil_the_answer()
    {
        var test = new TestLookup("web.", Script.By((_, type) => type == DnsRecordType.Srv ? "DROP" : "A:10.1.0.1"), TestLookup.Servers(1, more: options => options.LookupTimeout = TimeSpan.FromMilliseconds(500)));

        Assert.Equal(LookupOutcome.Found, (await test.AskAsync()).Answer.Outcome);
        Assert.Equal(LookupOutcome.Found, (await test.Start()).Answer.Outcome);
    }

    [Theory]
    [InlineData(1, 1, PeerFamily.IPv4, null)]
    [InlineData(2, 2, PeerFamily.IPv4, null)]
    [InlineData(2, 2, PeerFamily.Both, null)]
    [InlineData(2, 2, PeerFamily.Both, "http")]
    [Trait("rule", "O-1")]
    public async Task A_cancelled_look_up_throws_with_the_callers_token(int servers, int attempts, PeerFamily family, string? portName)
    {
        using var caller = new CancellationTokenSource();
        var test = new TestLookup("web", Script.Always("DROP"), TestLookup.Servers(servers, attempts, options =>
        {
            options.Family = family;
            options.PortName = portName;
        }));
        var asking = test.Start(cancellationToken: caller.Token);

        await test.UntilAsync(() => test.Transport.IsSilent);
        await caller.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.Equal(caller.Token, exception.CancellationToken);
    }

    [Fact]
    [Trait("rule", "O-1")]
    public async Task A_token_that_is_cancelled_before_throws_and_asks_nothing()
    {
        var test = new TestLookup("web", Script.Always(Good));
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => test.Start(cancellationToken: caller.Token));

        Assert.Equal(caller.Token, exception.CancellationToken);
        Assert.Empty(test.Transport.Asked);
    }

    [Fact]
    [Trait("rule", "P-4")]
    public async Task Without_a_server_nothing_is_asked_and_the_reason_says_so()
    {
        var options = new HeadlessPeersOptions { ServiceName = "web", ResolvConfPath = "/nowhere/resolv.conf" };
        var transport = new ScriptedTransport(Script.Always(Good));
        var lookup = new DnsPeerLookup(options, "web", new OwnAddresses([], "test"), transport, new FakeTimeProvider());

        var report = await lookup.AskAsync(new LookupMode(Hedge: true), TestContext.Current.CancellationToken);

        Assert.Equal((LookupOutcome.Unknown, LookupReason.NoServers), (report.Answer.Outcome, report.Answer.Reason));
        Assert.Empty(report.Notes);
        Assert.Empty(transport.Asked);
    }

    [Fact]
    [Trait("rule", "S-1")]
    public async Task Without_a_name_that_can_be_asked_nothing_is_asked_and_a_sentence_says_so()
    {
        var test = new TestLookup("web..shop", Script.Always(Good));

        var report = await test.Start();

        Assert.Equal((LookupOutcome.Unknown, LookupReason.Unverified), (report.Answer.Outcome, report.Answer.Reason));
        var note = Assert.Single(report.Notes);
        Assert.Equal((LookupNoteKind.NoCandidate, "No name can be queried for 'web..shop': every candidate was skipped.", "web..shop"), (note.Kind, note.Text, note.About));
        Assert.Empty(test.Transport.Asked);
    }

    [Fact]
    [Trait("rule", "O-7")]
    public async Task The_applications_pipeline_may_ask_again_after_Unknown()
    {
        var test = new TestLookup("web.", Script.Of($$"""{"web": ["SERVFAIL", "REFUSED", "{{Good}}"]}"""), TestLookup.Servers(1));
        var guarded = Guard(test, builder => builder.AddRetry(new RetryStrategyOptions { Delay = TimeSpan.Zero, MaxRetryAttempts = 2 }));

        Assert.Equal(LookupOutcome.Found, (await AskAsync(guarded)).Answer.Outcome);
        Assert.Equal("1 1 1", test.ServersAsked);
    }

    [Fact]
    [Trait("rule", "O-7")]
    public async Task A_pipeline_that_runs_out_of_tries_leaves_the_last_outcome()
    {
        var test = new TestLookup("web.", Script.Of("""{"web": ["SERVFAIL", "REFUSED"]}"""), TestLookup.Servers(1));
        var guarded = Guard(test, builder => builder.AddRetry(new RetryStrategyOptions { Delay = TimeSpan.Zero, MaxRetryAttempts = 1 }));

        Assert.Equal(LookupReason.Refused, (await AskAsync(guarded)).Answer.Reason);
    }

    [Fact]
    [Trait("rule", "O-7")]
    public async Task The_time_out_of_a_pipeline_is_a_deadline()
    {
        var test = new TestLookup("web.", Script.Always("DROP"), TestLookup.Servers(1));
        var asking = AskAsync(Guard(test, builder => builder.AddTimeout(TimeSpan.FromSeconds(1)))).AsTask();

        await Clock.RunAsync(test.Time, asking, () => test.Transport.IsSilent);

        Assert.Equal((LookupOutcome.Unknown, LookupReason.Deadline), ((await asking).Answer.Outcome, (await asking).Answer.Reason));
        Assert.Equal(LookupNoteKind.PipelineGaveUp, Assert.Single((await asking).Notes).Kind);
    }

    [Fact]
    [Trait("rule", "O-7")]
    public async Task A_pipeline_that_throws_ends_one_look_up_and_never_the_loop()
    {
        var test = new TestLookup("web.", Script.Always("SERVFAIL"), TestLookup.Servers(1));
        var guarded = Guard(test, builder => builder.AddRetry(new RetryStrategyOptions { Delay = TimeSpan.Zero, OnRetry = _ => throw new InvalidOperationException("mine") }));

        var report = await AskAsync(guarded);

        Assert.Equal((LookupOutcome.Unknown, LookupReason.ServFail), (report.Answer.Outcome, report.Answer.Reason));
    }

    [Fact]
    [Trait("rule", "O-7")]
    public async Task Through_a_pipeline_too_the_callers_token_is_in_the_exception()
    {
        using var caller = new CancellationTokenSource();
        var test = new TestLookup("web.", Script.Always("DROP"), TestLookup.Servers(1));
        var asking = Guard(test, builder => builder.AddTimeout(TimeSpan.FromHours(1))).AskAsync(new LookupMode(Hedge: true), caller.Token).AsTask();

        await test.UntilAsync(() => test.Transport.IsSilent);
        await caller.CancelAsync();

        Assert.Equal(caller.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking)).CancellationToken);
    }

    private static PipelineLookup Guard(TestLookup test, Action<ResiliencePipelineBuilder> configure) => new(test.Lookup, new UserPipeline(configure, test.Time));

    private static ValueTask<LookupReport> AskAsync(PipelineLookup guarded) => guarded.AskAsync(new LookupMode(Hedge: true), TestContext.Current.CancellationToken);
}
