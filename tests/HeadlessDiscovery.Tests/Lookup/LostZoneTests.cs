using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Tests.Support;

namespace HeadlessDiscovery.Tests.Lookup;

/// <summary>Denials of names in the cluster's zone that come from a zone above it.</summary>
[Trait("rule", "E-3")]
public sealed class LostZoneTests
{
    private const string Pinned = "web.shop.svc.cluster.local.";
    private const string Control = "kubernetes.default.svc.cluster.local.";
    private const string Good = "A:10.1.0.1,10.1.0.2";

    [Theory]
    [InlineData(".")]
    [InlineData("local.")]
    public async Task A_server_that_denies_the_whole_zone_from_above_is_not_believed(string above)
    {
        var isLost = false;
        var test = new TestLookup("web", (exchange, token) => isLost ? Denied(exchange.Question, above) : Words.Answer(Good, exchange.Question, exchange.Options, token));
        await test.Start();
        isLost = true;

        var report = await test.Start();

        Assert.Equal((LookupOutcome.Unknown, LookupReason.Unverified), (report.Answer.Outcome, report.Answer.Reason));
        Assert.Equal((LookupNoteKind.ZoneLost, "cluster.local"), (Assert.Single(report.Notes).Kind, report.Notes[0].About));
        Assert.Equal([(Pinned, DnsRecordType.A), (Control, DnsRecordType.A)], test.Asked.TakeLast(2).Select(exchange => (exchange.Question.Name, exchange.Question.Type)));
    }

    [Theory]
    [InlineData("A:10.96.0.1", true)]
    [InlineData("NODATA", true)]
    [InlineData("NXDOMAIN", true)]
    [InlineData("SERVFAIL", false)]
    [InlineData("REFUSED", false)]
    [InlineData("GARBAGE", false)]
    [InlineData("LAME", false)]
    public async Task A_server_that_shows_that_it_has_the_zone_may_deny_a_name_from_above(string control, bool believed)
    {
        var isLost = false;
        var test = new TestLookup("web", (exchange, token) => exchange.Question.Name == Control ? Words.Answer(control, exchange.Question, exchange.Options, token)
            : isLost ? Denied(exchange.Question, ".")
            : Words.Answer(Good, exchange.Question, exchange.Options, token));
        await test.Start();
        isLost = true;

        var report = await test.Start();

        Assert.Equal(believed ? (LookupOutcome.Empty, LookupReason.NxDomain) : (LookupOutcome.Unknown, LookupReason.Unverified), (report.Answer.Outcome, report.Answer.Reason));
        Assert.Equal(!believed, report.Notes.Any(note => note.Kind == LookupNoteKind.ZoneLost));
    }

    [Fact]
    public async Task The_zone_is_looked_for_once_in_a_lookup()
    {
        var isLost = false;
        var test = new TestLookup("web", (exchange, token) => exchange.Question.Name == Control ? Words.Answer("A:10.96.0.1", exchange.Question, exchange.Options, token)
            : isLost ? Denied(exchange.Question, ".")
            : Words.Answer(Good, exchange.Question, exchange.Options, token));
        await test.Start();
        isLost = true;
        test.Lookup.Unpin();

        Assert.Equal(LookupOutcome.Empty, (await test.Start()).Answer.Outcome);
        Assert.Equal([Pinned, Control, "web.svc.cluster.local.", "web.cluster.local."], test.Asked.Skip(1).Select(exchange => exchange.Question.Name));
    }

    [Fact]
    public async Task A_zone_that_a_server_never_had_is_denied_from_above_without_a_control()
    {
        // Both zones are in the search list, and nobody serves the second one.
        var test = new TestLookup(
            "web",
            (exchange, token) => exchange.Question.Name.EndsWith(".clusterset.local.", StringComparison.Ordinal)
                ? Denied(exchange.Question, ".")
                : Words.Answer("NXDOMAIN", exchange.Question, exchange.Options, token),
            options => Array.ForEach((string[])[.. TestLookup.Search, "shop.svc.clusterset.local", "svc.clusterset.local", "clusterset.local"], options.SearchDomains.Add));

        Assert.Equal(LookupOutcome.Empty, (await test.Start()).Answer.Outcome);
        Assert.Equal(6, test.NamesAsked.Count());
    }

    [Theory]
    [InlineData("cluster.local.")]
    [InlineData("svc.cluster.local.")]
    [InlineData("shop.svc.cluster.local.")]
    public async Task A_denial_from_the_zone_itself_or_from_below_it_needs_no_control(string zone)
    {
        var test = new TestLookup(Pinned, (exchange, _) => Denied(exchange.Question, zone));

        Assert.Equal(LookupOutcome.Empty, (await test.Start()).Answer.Outcome);
        Assert.Equal([Pinned], test.NamesAsked);
    }

    [Fact]
    public async Task A_name_outside_the_clusters_zone_is_denied_by_whoever_has_it()
    {
        var test = new TestLookup("web.example.", (exchange, _) => Denied(exchange.Question, "."));

        Assert.Equal(LookupOutcome.Empty, (await test.Start()).Answer.Outcome);
        Assert.Equal(["web.example."], test.NamesAsked);
    }

    [Fact]
    public async Task An_alias_that_leads_out_of_the_cluster_is_denied_by_the_zone_of_its_target()
    {
        var test = new TestLookup(Pinned, (exchange, _) => ValueTask.FromResult(DnsExchange.Of(
            new FakeDnsMessage(exchange.Question) { Code = 3 }.AddAlias(exchange.Question.Name, "db.example.").AddStart("example."))));

        Assert.Equal(LookupOutcome.Empty, (await test.Start()).Answer.Outcome);
        Assert.DoesNotContain(Control, test.NamesAsked);
    }

    [Fact]
    public async Task Only_the_server_that_denied_can_show_that_it_has_the_zone()
    {
        // The first server denies all from above and fails at the control: the second one has it.
        var isLost = false;
        var test = new TestLookup(
            "web",
            (exchange, token) => exchange.Question.Name == Control ? Words.Answer(TestLookup.Number(exchange) == 1 ? "SERVFAIL" : "A:10.96.0.1", exchange.Question, exchange.Options, token)
                : isLost ? Denied(exchange.Question, ".")
                : Words.Answer(Good, exchange.Question, exchange.Options, token),
            TestLookup.Servers(2));
        await test.Start();
        isLost = true;

        Assert.Equal(LookupReason.Unverified, (await test.Start()).Answer.Reason);
    }

    [Fact]
    public async Task The_server_that_lost_the_zone_is_queried_last_from_then_on()
    {
        var isLost = false;
        var test = new TestLookup(
            Pinned,
            (exchange, token) => isLost && TestLookup.Number(exchange) == 1 ? Denied(exchange.Question, ".") : Words.Answer(Good, exchange.Question, exchange.Options, token),
            TestLookup.Servers(2));
        await test.Start();
        isLost = true;

        Assert.Equal(LookupReason.Unverified, (await test.Start()).Answer.Reason);
        Assert.Equal(LookupOutcome.Found, (await test.Start()).Answer.Outcome);
        Assert.Equal("1 1 1 2", test.ServersAsked);
    }

    [Fact]
    public async Task A_family_whose_denial_comes_from_above_stays_undecided()
    {
        var isLost = false;
        var test = new TestLookup(
            Pinned,
            (exchange, token) => !isLost ? Words.Answer("A:10.1.0.1 AAAA:fd00::1", exchange.Question, exchange.Options, token)
                : exchange.Question is { Type: DnsRecordType.A, Name: Pinned } ? Words.Answer("SERVFAIL", exchange.Question, exchange.Options, token)
                : Denied(exchange.Question, "."),
            options => options.Family = PeerFamily.Both);
        await test.Start();
        isLost = true;

        var report = await test.Start();

        Assert.Equal([LookupOutcome.Unknown, LookupOutcome.Unknown], report.Answer.Families.Select(family => family.Outcome));
        Assert.Contains(report.Notes, note => note.Kind == LookupNoteKind.ZoneLost);
    }

    [Fact]
    public async Task A_port_name_that_is_denied_from_above_is_not_missing()
    {
        var isLost = false;
        var test = new TestLookup(
            "web",
            (exchange, _) => isLost ? Denied(exchange.Question, ".") : ValueTask.FromResult(DnsExchange.Of(new FakeDnsMessage(exchange.Question).AddService(exchange.Question.Name, "web-0." + Pinned, 80, glue: "10.1.0.1"))),
            options => options.PortName = "http");
        await test.Start();
        isLost = true;

        var report = await test.Start();

        Assert.Equal((LookupOutcome.Unknown, LookupReason.Unverified), (report.Answer.Outcome, report.Answer.Reason));
        Assert.Contains(report.Notes, note => note.Kind == LookupNoteKind.ZoneLost);
    }

    private static ValueTask<DnsExchange> Denied(DnsQuestion question, string zone) =>
        ValueTask.FromResult(DnsExchange.Of(new FakeDnsMessage(question) { Code = 3 }.AddStart(zone)));
}
