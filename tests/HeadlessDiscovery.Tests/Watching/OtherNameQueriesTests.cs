using System.Collections.Immutable;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Membership;
using HeadlessDiscovery.Telemetry;
using HeadlessDiscovery.Watching;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tests.Watching;

/// <summary>When a lookup is followed by queries for other names, and what becomes of the answers.</summary>
[Trait("rule", "E-4")]
public sealed class OtherNameQueriesTests
{
    private const string Five = "10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.4 10.0.0.5";
    private const string Four = "10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.4";

    private readonly FakeTimeProvider time = new();
    private readonly UnreachableReports reports = new();
    private readonly ScriptedLookup lookup = new();
    private readonly FakeLogger logger = new();
    private readonly ResolverClock clock;
    private readonly StatefulLookup desk;

    public OtherNameQueriesTests()
    {
        clock = new ResolverClock(time);
        var telemetry = new TelemetryQueue("web", ResolverMetrics.OfProcess, new TransitionLog(logger, "web", new HeadlessPeersOptions(), [], "test"), logger, isSingleThreaded: true);
        desk = new StatefulLookup(lookup, new MembershipRules(3, TimeSpan.FromSeconds(15), IncludeSelf: false, PeerMembership.Member, static _ => false), clock, reports, telemetry);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IEnumerable<string> Requests => lookup.Requests.Select(Text);

    [Fact]
    public async Task A_peer_that_a_cached_set_lacks_is_removed_by_its_own_name_and_the_records()
    {
        await FoundAsync(0, Five);
        await FoundAsync(31, Four);
        await FoundAsync(1, Four, ttl: 29);
        Assert.Equal("10.0.0.5", string.Join(' ', desk.State.Snapshot.Held));
        await FoundAsync(1, Four, ttl: 28);

        Assert.Equal(Four, string.Join(' ', desk.State.Snapshot));
        Assert.Equal(["learn", "own 10.0.0.5", "records 10.0.0.5"], Requests);
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public async Task Host_names_are_learned_at_the_second_lookup_and_where_pods_have_them_after_a_new_one(bool haveThem, int times)
    {
        lookup.HasHostNames = haveThem;
        await FoundAsync(0, Four);
        Assert.Empty(Requests);
        await FoundAsync(5, Four);
        await FoundAsync(5, Four);
        await FoundAsync(5, Five);
        Assert.Equal(["learn"], Requests);
        await FoundAsync(5, Five);
        await FoundAsync(5, Five);

        Assert.Equal(Enumerable.Repeat("learn", times), Requests);
    }

    [Fact]
    public async Task A_query_for_something_else_does_not_count_as_learning_host_names()
    {
        lookup.HasHostNames = true;
        await FoundAsync(0, Four);
        await FoundAsync(5, Four);
        Report([1]);
        await FoundAsync(5, Five);
        Assert.Equal(["learn", "own 10.0.0.1"], Requests);
        await FoundAsync(5, Five);

        Assert.Equal(["learn", "own 10.0.0.1", "learn"], Requests);
    }

    [Fact]
    public async Task Host_names_that_a_failure_hid_are_queried_again_after_ten_minutes()
    {
        lookup.HasHostNames = null;
        await FoundAsync(0, Four);
        await FoundAsync(5, Four);
        await FoundAsync(599, Four);
        Assert.Equal(["learn"], Requests);
        await FoundAsync(1, Four);

        Assert.Equal(["learn", "learn"], Requests);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(500, true)]
    [InlineData(501, false)]
    public async Task Host_names_are_learned_of_two_to_five_hundred_pods(int pods, bool learns)
    {
        var peers = string.Join(' ', Enumerable.Range(1, pods).Select(n => $"10.0.{n / 256}.{n % 256}"));
        await FoundAsync(0, peers);
        await FoundAsync(5, peers);

        Assert.Equal(learns ? ["learn"] : [], Requests);
    }

    [Fact]
    public async Task Host_names_that_came_with_the_answers_are_not_queried()
    {
        await FoundAsync(0, "10.0.0.1=web-0 10.0.0.2=web-1");
        await FoundAsync(5, "10.0.0.1=web-0 10.0.0.2=web-1");

        Assert.Empty(Requests);
    }

    [Fact]
    public async Task That_pods_have_own_names_is_not_forgotten_by_a_request_that_did_not_show_it()
    {
        lookup.HasOwnNames = true;
        await FoundAsync(0, Five);
        await FoundAsync(31, Four);
        await FoundAsync(1, Four, ttl: 29);
        Assert.True(desk.State.HasOwnNames);
        lookup.HasOwnNames = null;
        await FoundAsync(1, Four, ttl: 28);
        Assert.True(desk.State.HasOwnNames);
        Assert.False(desk.State.HasHostNames);
        lookup.HasOwnNames = false;
        Report([1]);
        await FoundAsync(1, Four, ttl: 27);
        Assert.False(desk.State.HasOwnNames);
    }

    [Fact]
    public async Task Fifty_queries_a_minute_are_sent_and_the_reported_peers_beyond_wait()
    {
        var all = string.Join(' ', Enumerable.Range(1, 200).Select(n => $"10.0.0.{n}"));
        lookup.HasHostNames = false;
        await FoundAsync(0, all);
        await FoundAsync(1, all);
        Assert.Equal(1, lookup.Requests.Sum(request => request.Queries));
        for (var i = 0; i < 10; i++)
        {
            Report(Enumerable.Range((i * 8) + 1, 8));
            await FoundAsync(1, all);
        }

        Assert.Equal(50, lookup.Requests.Sum(request => request.Queries));
        Assert.True(reports.HasWaiting);
        Assert.False(desk.MayConfirm);
        for (var i = 0; i < 120; i++)
        {
            await FoundAsync(1, all);
        }

        Assert.False(reports.HasWaiting);
        Assert.Equal(Enumerable.Range(1, 80).Select(n => $"10.0.0.{n}"), lookup.Requests.SelectMany(request => request.Doubtful).Select(peer => peer.ToString()));
    }

    [Fact]
    public async Task Queries_that_failures_added_count_too()
    {
        lookup.MoreQueries = 40;
        await FoundAsync(0, Four);
        await FoundAsync(1, Four);
        Report([1]);
        await FoundAsync(1, Four);
        Assert.Equal(["learn", "own 10.0.0.1"], Requests);
        Report([2]);
        await FoundAsync(1, Four);

        Assert.Equal(["learn", "own 10.0.0.1"], Requests);
        Assert.True(reports.HasWaiting);
    }

    [Fact]
    public async Task After_a_failed_lookup_and_beside_static_peers_nothing_is_queried()
    {
        await FoundAsync(0, Five);
        Report([5]);
        await NextAsync(1, new PeerAnswer { Outcome = LookupOutcome.Unknown, Reason = LookupReason.ServFail });
        await NextAsync(1, Answer(Five, 30) with { IsStatic = true });
        Assert.Empty(Requests);
        Assert.True(reports.HasWaiting);
        await FoundAsync(1, Five);

        Assert.Equal(["own 10.0.0.5 learn"], Requests);
    }

    [Fact]
    public async Task A_reported_peer_that_has_left_is_not_queried()
    {
        lookup.HasHostNames = false;
        await FoundAsync(0, Four);
        await FoundAsync(5, Four);
        Report([5]);
        await FoundAsync(5, Four);

        Assert.Equal(["learn"], Requests);
        Assert.False(reports.HasWaiting);
    }

    [Fact]
    [Trait("rule", "E-5")]
    public async Task Own_names_beside_parts_are_queried_whatever_the_budget()
    {
        var all = string.Join(' ', Enumerable.Range(1, 60).Select(n => $"10.0.0.{n}"));
        foreach (var part in (string[])[all, Five, Five, Five, Five, Five])
        {
            await NextAsync(5, Answer(part, 5) with { Outcome = LookupOutcome.Unknown, Reason = LookupReason.Truncated });
        }

        // Two denials and the parts before them remove the first 28; 27 are left.
        Assert.Equal([28, 28, 27], lookup.Requests.Select(request => request.Doubtful.Length));
        Assert.Equal(32, desk.State.Snapshot.Count);
    }

    [Fact]
    public async Task An_error_of_these_queries_leaves_the_answer_as_it_is()
    {
        await FoundAsync(0, Four);
        lookup.Error = new InvalidOperationException("no evidence");
        var report = await FoundAsync(5, Five);

        Assert.Equal(LookupOutcome.Found, report.Answer.Outcome);
        Assert.Equal(Five, string.Join(' ', desk.State.Snapshot));
        Assert.Equal("no evidence", Assert.Single(logger.Collector.GetSnapshot()).Exception!.Message);
    }

    [Fact]
    [Trait("rule", "E-8")]
    public async Task Only_a_disagreement_of_servers_is_a_note()
    {
        await FoundAsync(0, Five);
        for (var i = 0; i < 4; i++)
        {
            Assert.Empty((await FoundAsync(10, Four)).Notes);
            var back = await FoundAsync(10, Five);
            Assert.Equal(i == 3 ? [LookupNoteKind.ServersDisagree] : [], back.Notes.Select(note => note.Kind));
        }
    }

    [Fact]
    [Trait("rule", "E-1")]
    public async Task A_lookup_knows_the_peers_so_far_and_probes_servers_that_failed()
    {
        await FoundAsync(0, Four);
        await FoundAsync(5, Four);

        Assert.Equal(Four, string.Join(' ', lookup.Mode.Known));
        Assert.Equal((true, true), (lookup.Mode.Probes, lookup.Mode.Hedge));
    }

    [Fact]
    [Trait("rule", "O-3")]
    public async Task A_list_is_overdue_once_and_the_time_begins_with_the_loop_and_with_each_verified_answer()
    {
        time.Advance(TimeSpan.FromSeconds(100));
        desk.Begin();
        Assert.Null(desk.MarkOverdue(TimeSpan.FromSeconds(60)));
        await FoundAsync(30, Four);
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Null(desk.MarkOverdue(TimeSpan.FromSeconds(60)));
        Assert.False(desk.State.Snapshot.IsStale);
        time.Advance(TimeSpan.FromSeconds(1));

        var (snapshot, since) = desk.MarkOverdue(TimeSpan.FromSeconds(60))!.Value;
        Assert.Equal((true, LookupReason.Deadline, TimeSpan.FromSeconds(60)), (snapshot.IsStale, snapshot.LastReason, since));
        Assert.Same(snapshot, desk.State.Snapshot);
        Assert.Null(desk.MarkOverdue(TimeSpan.FromSeconds(60)));
    }

    private static string Text(EvidenceRequest request) => string.Join(' ', (string[])
    [
        .. request.Doubtful.Select(peer => $"own {peer}"),
        .. request.InServiceRecords.Select(peer => $"records {peer}"),
        .. request.LearnsNames ? ["learn"] : (string[])[],
    ]);

    private static PeerAnswer Answer(string peers, int ttl) => new()
    {
        Outcome = LookupOutcome.Found,
        Peers = new AnsweredPeers(peers.Split(' ').Select(one => one.Split('=')).Select(parts => new Peer(Peer.Parse(parts[0]).Address, hostName: parts.ElementAtOrDefault(1)))),
        Ttl = TimeSpan.FromSeconds(ttl),
        Name = "web.shop.svc.cluster.local.",
    };

    private void Report(IEnumerable<int> last)
    {
        foreach (var number in last)
        {
            reports.Add(Peer.Parse($"10.0.0.{number}"), clock.Elapsed, TimeSpan.FromSeconds(30));
        }
    }

    private Task<LookupReport> FoundAsync(double seconds, string peers, int ttl = 30) => NextAsync(seconds, Answer(peers, ttl));

    private Task<LookupReport> NextAsync(double seconds, PeerAnswer answer)
    {
        time.Advance(TimeSpan.FromSeconds(seconds));
        lookup.Answer = answer;
        return desk.AdvanceAsync(hedge: true, Token).AsTask();
    }

    /// <summary>Answers as it is told, denies whom it is asked about by another name, and writes down the requests.</summary>
    private sealed class ScriptedLookup : IPeerLookup
    {
        public PeerAnswer Answer { get; set; } = null!;

        public List<EvidenceRequest> Requests { get; } = [];

        public LookupMode Mode { get; private set; }

        public bool? HasOwnNames { get; set; } = true;

        public bool? HasHostNames { get; set; } = false;

        public int MoreQueries { get; set; }

        public Exception? Error { get; set; }

        public static LookupReport Report(PeerAnswer answer) => new() { Answer = answer, Plan = new LookupPlan { ServiceName = "web", Configuration = new ResolverConfiguration() } };

        public ValueTask<LookupReport> AskAsync(LookupMode mode, CancellationToken cancellationToken)
        {
            Mode = mode;
            return ValueTask.FromResult(Report(Answer));
        }

        public ValueTask<PeerEvidence> ConfirmAsync(LookupReport report, EvidenceRequest request, CancellationToken cancellationToken)
        {
            Requests.Add(request);
            ImmutableArray<PeerStatement> statements =
            [
                .. request.Doubtful.Select(peer => Statement(peer, request)),
                .. request.InServiceRecords.Select(peer => Statement(peer, request) with { IsSecondKind = true }),
            ];
            return Error is { } error
                ? ValueTask.FromException<PeerEvidence>(error)
                : ValueTask.FromResult(new PeerEvidence(statements, request.Doubtful.IsEmpty ? null : HasOwnNames)
                {
                    HasHostNames = request.LearnsNames ? HasHostNames : null,
                    Queries = request.Queries + MoreQueries,
                });
        }

        public LookupPlan Plan() => Report(Answer).Plan;

        public void Unpin()
        {
        }

        // A reported peer is there all the same.
        private static PeerStatement Statement(Peer peer, EvidenceRequest request) =>
            new(peer.Address, IsPresent: request.Reported.Contains(peer), IsSecondKind: false, TimeSpan.Zero);
    }
}
