using System.Net;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Tests.Support;

namespace HeadlessDiscovery.Tests.Lookup;

[Trait("rule", "S-14")]
[Trait("rule", "S-23")]
public sealed class AliasRuleTests
{
    private const string Web = "web.shop.svc.cluster.local.";

    [Theory]
    [InlineData("web.corp.example.com.", true)]
    [InlineData("WEB.Corp.Example.COM.", true)]
    [InlineData("web.", true)]
    [InlineData("_peer._tcp.web.corp.example.com.", true)]
    [InlineData("db.corp.example.com.", false)]
    [InlineData("a.web.corp.example.com.", false)]
    [InlineData("web.svc.cluster.local.", false)]
    [InlineData("web.cluster.local.", false)]
    [InlineData(null, false)]
    public void An_alias_that_ends_at_a_name_that_was_left_out_has_nobody(string? end, bool isLeftOut)
    {
        var answer = Found(end);
        var judged = AliasRule.Judge(Web, answer, Plan().NotQueried);

        if (!isLeftOut)
        {
            Assert.Same(answer, judged);
            return;
        }

        Assert.Equal((LookupOutcome.Empty, LookupReason.NxDomain, 0, answer.Ttl), (judged.Outcome, judged.Reason, judged.Peers.Count, judged.Ttl));
        var note = Assert.Single(judged.Notes);
        Assert.Equal((LookupNoteKind.LeftOutAlias, Web, end), (note.Kind, note.About, note.Value));
        Assert.Contains(end!, note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_came_along_with_an_answer_that_failed_is_no_peer_either()
    {
        var judged = AliasRule.Judge(Web, Found("web.corp.example.com.", LookupOutcome.Unknown, LookupReason.FamilyFailed), Plan().NotQueried);

        Assert.Equal((LookupOutcome.Unknown, LookupReason.FamilyFailed, 0, 1), (judged.Outcome, judged.Reason, judged.Peers.Count, judged.Notes.Length));
    }

    [Fact]
    public void A_name_that_cannot_exist_or_that_the_file_leaves_out_is_no_name_that_the_rule_left_out()
    {
        var answer = Found("web.");
        Assert.Same(answer, AliasRule.Judge(Web, answer, new LookupPlan { ServiceName = "web", Configuration = new ResolverConfiguration(), Skipped = [new("web.", "no-tld-query")] }.NotQueried));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("peer")]
    public async Task A_wildcard_of_the_node_behind_an_alias_is_not_a_peer_and_the_search_goes_on(string? portName)
    {
        var prefix = portName is null ? string.Empty : $"_{portName}._tcp.";
        var test = new TestLookup(
            "web",
            (exchange, token) => exchange.Question.Name == prefix + Web
                ? ValueTask.FromResult(DnsExchange.Of(Wildcard(exchange.Question, $"{prefix}web.corp.example.com.")))
                : Words.Answer("NXDOMAIN", exchange.Question, exchange.Options, token),
            options =>
            {
                options.PortName = portName;
                TestLookup.ShortName(options);
                options.SearchDomains.Add("corp.example.com");
            });

        var report = await test.Start();

        Assert.Equal((LookupOutcome.Empty, 0), (report.Answer.Outcome, report.Answer.Peers.Count));
        Assert.Equal(LookupNoteKind.LeftOutAlias, Assert.Single(report.Notes).Kind);
        Assert.Contains(prefix + "web.cluster.local.", test.NamesAsked);
    }

    [Fact]
    public async Task A_pinned_name_that_became_such_an_alias_is_empty_which_the_peers_are_held_against()
    {
        var word = "A:10.1.0.1,10.1.0.2";
        var test = new TestLookup("web", (exchange, token) => Words.Answer(exchange.Question.Name == Web ? word : "NXDOMAIN", exchange.Question, exchange.Options, token), options =>
        {
            TestLookup.ShortName(options);
            options.SearchDomains.Add("corp.example.com");
        });
        Assert.Equal(2, (await test.Start()).Answer.Peers.Count);
        word = "CNAME:web.corp.example.com=203.0.113.9";

        var report = await test.Start();

        Assert.Equal((LookupOutcome.Empty, 0), (report.Answer.Outcome, report.Answer.Peers.Count));
        Assert.Equal(LookupNoteKind.LeftOutAlias, Assert.Single(report.Notes).Kind);
    }

    [Theory]
    [InlineData("web", "CNAME:db.corp.example.com=203.0.113.9", true)]
    [InlineData("web.corp.example.com.", "CNAME:web.corp.example.com=203.0.113.9", true)]
    [InlineData("web", "CNAME:web.corp.example.com=203.0.113.9", false)]
    public async Task An_ExternalName_that_was_asked_for_on_purpose_gives_its_addresses_and_is_told(string service, string word, bool requireClusterSuffix)
    {
        var test = new TestLookup(
            service,
            (exchange, token) => exchange.Question.Name == service
                ? ValueTask.FromResult(DnsExchange.Of(new FakeDnsMessage(exchange.Question).AddAlias(service, "ext.example.net.").Add("ext.example.net.", "203.0.113.9")))
                : Words.Answer(word, exchange.Question, exchange.Options, token),
            options =>
            {
                options.RequireClusterSuffix = requireClusterSuffix;
                TestLookup.ShortName(options);
                options.ServiceName = service;
                options.SearchDomains.Add("corp.example.com");
            });

        var report = await test.Start();

        Assert.Equal((LookupOutcome.Found, 1, true), (report.Answer.Outcome, report.Answer.Peers.Count, report.ViaCname));
        Assert.Equal(requireClusterSuffix ? [LookupNoteKind.ExternalName] : [], report.Notes.Select(note => note.Kind));
    }

    private static FakeDnsMessage Wildcard(DnsQuestion question, string end)
    {
        var message = new FakeDnsMessage(question).AddAlias(question.Name, end);
        return question.Type == DnsRecordType.Srv ? message.AddService(end, "wild.example.", 80, glue: "203.0.113.9") : message.Add(end, "203.0.113.9");
    }

    private static PeerAnswer Found(string? end, LookupOutcome outcome = LookupOutcome.Found, LookupReason reason = LookupReason.None) => new()
    {
        Outcome = outcome,
        Reason = reason,
        Name = Web,
        Peers = new AnsweredPeers([new Peer(IPAddress.Parse("203.0.113.9"))]),
        Ttl = TimeSpan.FromSeconds(30),
        Canonical = end,
    };

    private static LookupPlan Plan() => new()
    {
        ServiceName = "web",
        Configuration = new ResolverConfiguration(),
        Skipped = [new("web.corp.example.com.", "outside") { IsOutsideCluster = true }, new("web.", "outside") { IsOutsideCluster = true }],
    };
}
