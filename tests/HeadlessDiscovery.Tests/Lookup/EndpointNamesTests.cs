using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Tests.Support;

namespace HeadlessDiscovery.Tests.Lookup;

/// <summary>What the names of single pods, and the SRV set of their service, say about them.</summary>
[Trait("rule", "E-4")]
public sealed class EndpointNamesTests
{
    private const string Web = "web.shop.svc.cluster.local.";

    private readonly Dictionary<string, string> answers = new(StringComparer.Ordinal) { [Web] = "A:10.1.0.1,10.1.0.2,10.1.0.3 AAAA:fd00::1,fd00::2" };
    private Func<DnsQuestion, DnsMessage> records = question => FakeDnsMessage.Negative(question, 3);
    private Func<DnsQuestion, DnsMessage?> message = static _ => null;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_denial_beside_a_control_that_is_found_says_that_a_pod_is_gone()
    {
        answers["10-1-0-1." + Web] = "A:10.1.0.1";

        var evidence = await AskAsync(doubtful: "10.1.0.3", controls: "10.1.0.1");

        Assert.Equal(("10.1.0.3", false), Only(evidence));
        Assert.True(evidence.HasOwnNames);
    }

    [Fact]
    public async Task A_pod_that_has_its_name_is_there()
    {
        answers["10-1-0-1." + Web] = "A:10.1.0.1";
        answers["10-1-0-3." + Web] = "A:10.1.0.3";
        records = question => new FakeDnsMessage(question).AddService(Web, "10-1-0-1." + Web, 80, glue: "10.1.0.1");

        Assert.Equal(("10.1.0.3", true), Only(await AskAsync(doubtful: "10.1.0.3", controls: "10.1.0.1")));
    }

    [Fact]
    public async Task A_name_that_exists_says_nothing_where_the_service_has_no_SRV_records()
    {
        // The names of hosts, or names that a server makes up for each address.
        answers["10-1-0-1." + Web] = "A:10.1.0.1";
        answers["10-1-0-3." + Web] = "A:10.1.0.3";
        var test = NewLookup();
        var report = await test.Start();

        var evidence = await ConfirmAsync(test, report, "10.1.0.3", "10.1.0.1");
        Assert.Empty(evidence.Statements);
        Assert.False(evidence.HasOwnNames);

        var asked = test.Transport.Asked.Count;
        test.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        Assert.False((await ConfirmAsync(test, report, "10.1.0.3", "10.1.0.1")).HasOwnNames);
        Assert.Equal(asked, test.Transport.Asked.Count);
    }

    [Fact]
    public async Task A_name_that_exists_says_something_while_nobody_says_whether_there_are_SRV_records()
    {
        answers["10-1-0-1." + Web] = "A:10.1.0.1";
        answers["10-1-0-3." + Web] = "A:10.1.0.3";
        records = question => new FakeDnsMessage(question) { Code = 2 };

        Assert.Equal(("10.1.0.3", true), Only(await AskAsync(doubtful: "10.1.0.3", controls: "10.1.0.1")));
    }

    [Fact]
    public async Task A_name_that_exists_beside_a_part_needs_no_SRV_records()
    {
        answers["10-1-0-1." + Web] = "A:10.1.0.1";
        answers["10-1-0-3." + Web] = "A:10.1.0.3";
        var test = NewLookup();
        var report = await test.Start();

        var evidence = await test.Lookup.ConfirmAsync(report, new EvidenceRequest { Doubtful = [Peer.Parse("10.1.0.3")], Controls = [Peer.Parse("10.1.0.1")], IsOfPart = true }, Token);

        Assert.Equal(("10.1.0.3", true), Only(evidence));
    }

    [Fact]
    public async Task A_name_with_another_address_says_nothing()
    {
        answers["10-1-0-1." + Web] = "A:10.1.0.1";
        answers["10-1-0-3." + Web] = "A:10.1.0.9";

        Assert.Empty((await AskAsync(doubtful: "10.1.0.3", controls: "10.1.0.1")).Statements);
    }

    [Fact]
    public async Task Own_names_that_are_found_need_one_query_each_and_no_records()
    {
        answers["10-1-0-1." + Web] = "A:10.1.0.1";
        var test = NewLookup();
        var report = await test.Start();
        var before = test.Transport.Asked.Count;

        await ConfirmAsync(test, report, "10.1.0.3", "10.1.0.1");

        Assert.Equal(
            ["10-1-0-1." + Web + " A", "10-1-0-3." + Web + " A"],
            test.Transport.Asked.Skip(before).Select(exchange => $"{exchange.Question.Name} {exchange.Question.TypeText}"));
    }

    [Fact]
    public async Task Controls_take_turns()
    {
        answers["10-1-0-1." + Web] = "A:10.1.0.1";
        answers["10-1-0-2." + Web] = "A:10.1.0.2";
        var test = NewLookup();
        var report = await test.Start();
        var before = test.Transport.Asked.Count;

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(("10.1.0.3", false), Only(await ConfirmAsync(test, report, "10.1.0.3", "10.1.0.1 10.1.0.2")));
        }

        Assert.Equal(["10-1-0-1.", "10-1-0-2.", "10-1-0-1."], test.Transport.Asked.Skip(before).Where((_, i) => i % 2 == 0).Select(exchange => exchange.Question.Name.Replace(Web, null, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task NODATA_without_an_SOA_record_denies_no_pod()
    {
        answers["10-1-0-1." + Web] = "A:10.1.0.1";
        message = question => question.Name == "10-1-0-3." + Web ? FakeDnsMessage.Negative(question, 0, ttl: null) : null;

        Assert.Empty((await AskAsync(doubtful: "10.1.0.3", controls: "10.1.0.1")).Statements);
    }

    [Fact]
    public async Task A_statement_has_its_server_and_the_age_that_its_TTL_shows()
    {
        answers["10-1-0-1." + Web] = "A:10.1.0.1";
        var ttl = 30u;
        message = question => question.Name == "10-1-0-3." + Web ? FakeDnsMessage.Negative(question, 3, ttl) : null;
        var test = NewLookup();
        var report = await test.Start();

        var fresh = Assert.Single((await ConfirmAsync(test, report, "10.1.0.3", "10.1.0.1")).Statements);
        ttl = 18;
        var cached = Assert.Single((await ConfirmAsync(test, report, "10.1.0.3", "10.1.0.1")).Statements);

        Assert.Equal((TimeSpan.Zero, TimeSpan.FromSeconds(12)), (fresh.Age, cached.Age));
        Assert.Equal(TestLookup.Server("10.96.0.10"), cached.Server);
    }

    [Fact]
    public async Task Records_are_queried_once_in_five_seconds_and_age_until_then()
    {
        records = question => new FakeDnsMessage(question).AddService(Web, "10-1-0-1." + Web, 80, glue: "10.1.0.1");
        var test = NewLookup();
        var report = await test.Start();
        var request = new EvidenceRequest { InServiceRecords = [Peer.Parse("10.1.0.3")], Controls = [Peer.Parse("10.1.0.1")] };
        await test.Lookup.ConfirmAsync(report, request, Token);

        test.Time.Advance(TimeSpan.FromSeconds(4));
        var again = Assert.Single((await test.Lookup.ConfirmAsync(report, request, Token)).Statements);
        Assert.Equal(TimeSpan.FromSeconds(4), again.Age);
        Assert.Single(test.Transport.Asked, exchange => exchange.Question.Type == DnsRecordType.Srv);

        test.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, Assert.Single((await test.Lookup.ConfirmAsync(report, request, Token)).Statements).Age);
        Assert.Equal(2, test.Transport.Asked.Count(exchange => exchange.Question.Type == DnsRecordType.Srv));
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(2, null)]
    public async Task Records_that_do_not_exist_give_no_host_names_and_a_failure_leaves_that_open(int code, bool? hasHostNames)
    {
        records = question => FakeDnsMessage.Negative(question, code);
        var test = NewLookup();
        var report = await test.Start();

        Assert.Equal(hasHostNames, (await test.Lookup.ConfirmAsync(report, new EvidenceRequest { LearnsNames = true, Controls = [Peer.Parse("10.1.0.1")] }, Token)).HasHostNames);
    }

    [Fact]
    public async Task Where_a_control_has_another_address_the_other_family_of_a_reported_pod_says_nothing_either()
    {
        answers["10-1-0-1." + Web] = "A:10.1.0.9";
        var dead = Peer.Parse("10.1.0.3");
        var test = NewLookup();
        var report = await test.Start();

        var evidence = await test.Lookup.ConfirmAsync(report, new EvidenceRequest { Doubtful = [dead], Reported = [dead], Controls = [Peer.Parse("10.1.0.1")] }, Token);

        Assert.Equal((0, false), (evidence.Statements.Length, evidence.HasOwnNames));
    }

    [Theory]
    [InlineData("NXDOMAIN", false)]
    [InlineData("NODATA", false)]
    [InlineData("A:10.1.0.9", false)]
    [InlineData("SERVFAIL", null)]
    public async Task Without_a_control_that_is_found_denials_say_nothing(string word, bool? hasOwnNames)
    {
        answers["10-1-0-1." + Web] = word;

        var evidence = await AskAsync(doubtful: "10.1.0.3", controls: "10.1.0.1");

        Assert.Empty(evidence.Statements);
        Assert.Equal(hasOwnNames, evidence.HasOwnNames);
    }

    [Fact]
    public async Task Names_that_do_not_exist_are_not_tried_again_for_ten_minutes()
    {
        var test = NewLookup();
        var report = await test.Start();
        await ConfirmAsync(test, report, "10.1.0.3", "10.1.0.1");
        var asked = test.Transport.Asked.Count;

        test.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        Assert.False((await ConfirmAsync(test, report, "10.1.0.3", "10.1.0.1")).HasOwnNames);
        Assert.Equal(asked, test.Transport.Asked.Count);

        test.Time.Advance(TimeSpan.FromTicks(1));
        answers["10-1-0-1." + Web] = "A:10.1.0.1";
        Assert.True((await ConfirmAsync(test, report, "10.1.0.3", "10.1.0.1")).HasOwnNames);
    }

    [Fact]
    public async Task One_control_that_has_just_left_does_not_make_the_names_useless()
    {
        answers["10-1-0-2." + Web] = "A:10.1.0.2";

        Assert.Equal(("10.1.0.3", false), Only(await AskAsync(doubtful: "10.1.0.3", controls: "10.1.0.1 10.1.0.2")));
    }

    [Fact]
    public async Task Pods_with_host_names_are_queried_by_them_once_they_were_learned()
    {
        records = question => new FakeDnsMessage(question)
            .AddService(Web, "web-0." + Web, 80, glue: "10.1.0.1").AddService(Web, "web-1." + Web, 80, glue: "10.1.0.2").AddService(Web, "web-2." + Web, 80, glue: "10.1.0.3");
        answers["web-0." + Web] = "A:10.1.0.1";
        var test = NewLookup();
        var report = await test.Start();

        var learned = await test.Lookup.ConfirmAsync(report, new EvidenceRequest { LearnsNames = true, Controls = [Peer.Parse("10.1.0.1")] }, Token);
        var evidence = await ConfirmAsync(test, report, "10.1.0.3", "10.1.0.1");

        Assert.True(learned.HasHostNames);
        Assert.Equal(("10.1.0.3", false), Only(evidence));
        Assert.Contains("web-2." + Web, test.NamesAsked);
        Assert.DoesNotContain("10-1-0-3." + Web, test.NamesAsked);
    }

    [Theory]
    [InlineData("10.1.0.1", true)]
    [InlineData("10.1.0.1 10.9.9.9", true)]
    [InlineData("10.9.9.9", null)]
    public async Task Records_deny_a_pod_only_where_they_list_a_present_one(string controls, bool? said)
    {
        records = question => new FakeDnsMessage(question).AddService(Web, "10-1-0-1." + Web, 80, glue: "10.1.0.1");
        var test = NewLookup();
        var report = await test.Start();

        var evidence = await test.Lookup.ConfirmAsync(report, new EvidenceRequest { InServiceRecords = [Peer.Parse("10.1.0.3")], Controls = [.. controls.Split(' ').Select(Peer.Parse)] }, Token);

        Assert.Equal(said is null ? 0 : 1, evidence.Statements.Length);
        Assert.All(evidence.Statements, statement => Assert.Equal(("10.1.0.3", false, true), (statement.Address.ToString(), statement.IsPresent, statement.IsSecondKind)));
    }

    [Fact]
    public async Task Records_that_are_not_whole_deny_nobody()
    {
        records = question => new FakeDnsMessage(question) { Truncated = true }.AddService(Web, "10-1-0-1." + Web, 80, glue: "10.1.0.1");
        var test = NewLookup();
        var report = await test.Start();

        Assert.Empty((await test.Lookup.ConfirmAsync(report, new EvidenceRequest { InServiceRecords = [Peer.Parse("10.1.0.3")], Controls = [Peer.Parse("10.1.0.1")] }, Token)).Statements);
    }

    [Fact]
    public async Task A_reported_pod_is_looked_for_in_its_own_name_and_in_the_records()
    {
        answers["10-1-0-1." + Web] = "A:10.1.0.1";
        records = question => new FakeDnsMessage(question).AddService(Web, "10-1-0-1." + Web, 80, glue: "10.1.0.1");
        var test = NewLookup();
        var report = await test.Start();
        var dead = Peer.Parse("10.1.0.3");

        var evidence = await test.Lookup.ConfirmAsync(report, new EvidenceRequest { Doubtful = [dead], Reported = [dead], Controls = [Peer.Parse("10.1.0.1")] }, Token);

        Assert.Equal([false, true], evidence.Statements.Select(statement => statement.IsSecondKind));
        NonEmpty.All(evidence.Statements, statement => Assert.False(statement.IsPresent));
    }

    [Theory]
    [InlineData("NXDOMAIN", 2)]
    [InlineData("NODATA", 1)]
    public async Task Without_records_a_reported_pod_is_looked_for_in_the_other_family_too(string otherFamily, int statements)
    {
        // The records were learned a moment ago and a cache still has them: the name that does not exist at all is the second statement.
        answers["10-1-0-1." + Web] = "A:10.1.0.1";
        var dead = Peer.Parse("10.1.0.3");
        var test = NewLookup((question, word) => question.Name == "10-1-0-3." + Web && question.Type == DnsRecordType.Aaaa ? otherFamily : word);
        var report = await test.Start();

        var evidence = await test.Lookup.ConfirmAsync(report, new EvidenceRequest { Doubtful = [dead], Reported = [dead], Controls = [Peer.Parse("10.1.0.1")] }, Token);

        Assert.Equal([.. Enumerable.Range(0, statements).Select(i => (false, i == 1))], evidence.Statements.Select(statement => (statement.IsPresent, statement.IsSecondKind)));
    }

    [Fact]
    public async Task An_IPv6_address_is_a_name_with_dashes_for_colons()
    {
        answers["fd00--1." + Web] = "AAAA:fd00::1";

        Assert.Equal(("fd00::2", false), Only(await AskAsync(doubtful: "fd00::2", controls: "fd00::1")));
    }

    [Fact]
    public async Task A_silent_server_ends_the_queries_after_a_second()
    {
        answers["10-1-0-1." + Web] = "DROP";
        var test = NewLookup();
        var report = await test.Start();

        var asking = ConfirmAsync(test, report, "10.1.0.3", "10.1.0.1");
        await test.UntilAsync(() => asking.IsCompleted, step: TimeSpan.FromMilliseconds(100));

        Assert.Equal((0, null), ((await asking).Statements.Length, (await asking).HasOwnNames));
    }

    private static (string, bool) Only(PeerEvidence evidence)
    {
        var statement = Assert.Single(evidence.Statements);
        return (statement.Address.ToString(), statement.IsPresent);
    }

    private static Task<PeerEvidence> ConfirmAsync(TestLookup test, LookupReport report, string doubtful, string controls) =>
        test.Lookup.ConfirmAsync(report, new EvidenceRequest { Doubtful = [Peer.Parse(doubtful)], Controls = [.. controls.Split(' ').Select(Peer.Parse)] }, Token).AsTask();

    private async Task<PeerEvidence> AskAsync(string doubtful, string controls)
    {
        var test = NewLookup();
        return await ConfirmAsync(test, await test.Start(), doubtful, controls);
    }

    private TestLookup NewLookup(Func<DnsQuestion, string, string>? change = null) => new(
        Web,
        (exchange, token) => exchange.Question.Type == DnsRecordType.Srv
            ? ValueTask.FromResult(DnsExchange.Of(records(exchange.Question)))
            : message(exchange.Question) is { } written ? ValueTask.FromResult(DnsExchange.Of(written))
            : Words.Answer(change?.Invoke(exchange.Question, AnswerFor(exchange.Question)) ?? AnswerFor(exchange.Question), exchange.Question, exchange.Options, token),
        options => options.Family = PeerFamily.Both);

    private string AnswerFor(DnsQuestion question) => answers.GetValueOrDefault(question.Name, "NXDOMAIN");
}
