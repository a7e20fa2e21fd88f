using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Tests.Support;

namespace HeadlessDiscovery.Tests.Lookup;

/// <summary>Which denials count, by their kind, their proof, and what the server said before.</summary>
[Trait("rule", "E-3")]
public sealed class ProofTests
{
    private const string Good = "A:10.1.0.1,10.1.0.2";
    private const string Name = "web.shop.svc.cluster.local.";

    public enum Before
    {
        Nothing,
        Records,
    }

    public enum Denial
    {
        NoDataWithSoa,
        NoDataWithoutSoa,
        NoDataWithForeignSoa,
        NxDomainWithSoa,
        NxDomainWithoutSoa,
        AliasAlone,
        AliasWithSoaOfTarget,
        Referral,
        Lame,
    }

    [Theory]
    [InlineData(Denial.NoDataWithSoa, Before.Nothing, LookupOutcome.Empty, LookupReason.NoData)]
    [InlineData(Denial.NoDataWithSoa, Before.Records, LookupOutcome.Empty, LookupReason.NoData)]
    [InlineData(Denial.NoDataWithoutSoa, Before.Nothing, LookupOutcome.Empty, LookupReason.NoData)]
    [InlineData(Denial.NoDataWithoutSoa, Before.Records, LookupOutcome.Unknown, LookupReason.Unverified)]
    [InlineData(Denial.NoDataWithForeignSoa, Before.Nothing, LookupOutcome.Empty, LookupReason.NoData)]
    [InlineData(Denial.NoDataWithForeignSoa, Before.Records, LookupOutcome.Unknown, LookupReason.Unverified)]
    [InlineData(Denial.NxDomainWithSoa, Before.Nothing, LookupOutcome.Empty, LookupReason.NxDomain)]
    [InlineData(Denial.NxDomainWithSoa, Before.Records, LookupOutcome.Empty, LookupReason.NxDomain)]
    [InlineData(Denial.NxDomainWithoutSoa, Before.Nothing, LookupOutcome.Empty, LookupReason.NxDomain)]
    [InlineData(Denial.NxDomainWithoutSoa, Before.Records, LookupOutcome.Empty, LookupReason.NxDomain)]
    [InlineData(Denial.AliasAlone, Before.Nothing, LookupOutcome.Unknown, LookupReason.Unverified)]
    [InlineData(Denial.AliasAlone, Before.Records, LookupOutcome.Unknown, LookupReason.Unverified)]
    [InlineData(Denial.AliasWithSoaOfTarget, Before.Nothing, LookupOutcome.Empty, LookupReason.NoData)]
    [InlineData(Denial.AliasWithSoaOfTarget, Before.Records, LookupOutcome.Empty, LookupReason.NoData)]
    [InlineData(Denial.Referral, Before.Nothing, LookupOutcome.Unknown, LookupReason.Lame)]
    [InlineData(Denial.Referral, Before.Records, LookupOutcome.Unknown, LookupReason.Lame)]
    [InlineData(Denial.Lame, Before.Nothing, LookupOutcome.Unknown, LookupReason.Lame)]
    [InlineData(Denial.Lame, Before.Records, LookupOutcome.Unknown, LookupReason.Lame)]
    public async Task A_denial_counts_by_its_proof_and_by_what_its_server_said_before(Denial denial, Before before, LookupOutcome outcome, LookupReason reason)
    {
        var records = before == Before.Records;
        var test = new TestLookup(Name, (exchange, token) => records ? Words.Answer(Good, exchange.Question, exchange.Options, token) : ValueTask.FromResult(DnsExchange.Of(Of(denial, exchange.Question))));
        if (records)
        {
            Assert.Equal(LookupOutcome.Found, (await test.Start()).Answer.Outcome);
            records = false;
        }

        var report = await test.Start();

        Assert.Equal((outcome, reason), (report.Answer.Outcome, report.Answer.Reason));
    }

    [Theory]
    [InlineData(Denial.NoDataWithoutSoa, true)]
    [InlineData(Denial.NoDataWithSoa, false)]
    [InlineData(Denial.NxDomainWithoutSoa, false)]
    public async Task Nobody_without_proof_is_said_with_a_note(Denial denial, bool noted)
    {
        var test = new TestLookup(Name, (exchange, _) => ValueTask.FromResult(DnsExchange.Of(Of(denial, exchange.Question))));

        Assert.Equal(noted, (await test.Start()).Notes.Any(note => note.Kind == LookupNoteKind.UnprovenDenial));
    }

    [Fact]
    public async Task After_a_contradicted_denial_one_with_proof_is_believed()
    {
        var answers = new Queue<Func<DnsQuestion, DnsMessage>>(
        [
            question => FakeDnsMessage.Addresses(question, 5, "10.1.0.1"),
            question => FakeDnsMessage.Negative(question, 0, null),
            question => FakeDnsMessage.Negative(question, 0),
        ]);
        var test = new TestLookup(Name, (exchange, token) => exchange.Question.Type == DnsRecordType.Srv
            ? Words.Answer("NXDOMAIN", exchange.Question, exchange.Options, token)
            : ValueTask.FromResult(DnsExchange.Of(answers.Dequeue()(exchange.Question))));

        await test.Start();
        Assert.Equal(LookupOutcome.Unknown, (await test.Start()).Answer.Outcome);
        Assert.Equal(LookupOutcome.Empty, (await test.Start()).Answer.Outcome);
    }

    [Fact]
    public async Task A_server_that_denies_without_proof_what_it_listed_is_followed_by_the_next_and_then_queried_last()
    {
        var isLosing = false;
        var test = new TestLookup(Name, (exchange, token) => exchange.Question.Type == DnsRecordType.Srv ? Words.Answer("NXDOMAIN", exchange.Question, exchange.Options, token)
            : isLosing && TestLookup.Number(exchange) == 1 ? ValueTask.FromResult(DnsExchange.Of(FakeDnsMessage.Negative(exchange.Question, 0, null)))
            : Words.Answer(Good, exchange.Question, exchange.Options, token), TestLookup.Servers(2));

        await test.Start();
        isLosing = true;
        var lost = await test.Start();
        var next = await test.Start();

        Assert.Equal((LookupOutcome.Found, true), (lost.Answer.Outcome, lost.Answer.IsSecondHand));
        Assert.Equal((LookupOutcome.Found, false), (next.Answer.Outcome, next.Answer.IsSecondHand));
        Assert.Equal("1 1 2 2", test.ServersAsked);
    }

    [Theory]
    [InlineData("web.", true, true, false)]
    [InlineData("web.", true, false, true)]
    [InlineData("web.", false, true, true)]
    [InlineData("web.shop.", true, true, true)]
    public async Task NXDOMAIN_for_a_single_label_with_AA_and_RA_and_without_SOA_comes_from_LLMNR_and_denies_nothing(string name, bool aa, bool ra, bool believed)
    {
        var test = new TestLookup(name, (exchange, _) => ValueTask.FromResult(DnsExchange.Of(new FakeDnsMessage(exchange.Question) { Code = 3, Authoritative = aa, RecursionAvailable = ra })));

        Assert.Equal(believed ? LookupOutcome.Empty : LookupOutcome.Unknown, (await test.Start()).Answer.Outcome);
    }

    [Theory]
    [InlineData("A:10.9.0.1", LookupOutcome.Found, LookupReason.None)]
    [InlineData("NXDOMAIN", LookupOutcome.Empty, LookupReason.NxDomain)]
    [InlineData("NODATA", LookupOutcome.Empty, LookupReason.NoData)]
    [InlineData("SERVFAIL", LookupOutcome.Unknown, LookupReason.ServFail)]
    public async Task The_target_of_an_alias_that_came_alone_is_queried_and_decides(string word, LookupOutcome outcome, LookupReason reason)
    {
        var test = new TestLookup(Name, (exchange, token) => exchange.Question.Name == Name
            ? ValueTask.FromResult(DnsExchange.Of(new FakeDnsMessage(exchange.Question).AddAlias(Name, "pods.cluster.local.", 3)))
            : Words.Answer(word, exchange.Question, exchange.Options, token));

        var report = await test.Start();

        Assert.Equal((outcome, reason), (report.Answer.Outcome, report.Answer.Reason));
        Assert.Contains("pods.cluster.local.", test.NamesAsked);
    }

    [Fact]
    public async Task A_target_that_is_denied_without_proof_leaves_the_alias_undecided()
    {
        var test = new TestLookup(Name, (exchange, _) => ValueTask.FromResult(DnsExchange.Of(exchange.Question.Name == Name
            ? new FakeDnsMessage(exchange.Question).AddAlias(Name, "pods.cluster.local.")
            : FakeDnsMessage.Negative(exchange.Question, 0, null))));

        Assert.Equal((LookupOutcome.Unknown, LookupReason.Unverified), ((await test.Start()).Answer.Outcome, (await test.Start()).Answer.Reason));
    }

    [Fact]
    public async Task Aliases_are_followed_ten_times_at_most()
    {
        var test = new TestLookup(Name, (exchange, _) => ValueTask.FromResult(DnsExchange.Of(
            new FakeDnsMessage(exchange.Question).AddAlias(exchange.Question.Name, "x" + exchange.Question.Name))));

        Assert.Equal(LookupReason.Unverified, (await test.Start()).Answer.Reason);
        Assert.Equal(11, test.Transport.Asked.Count);
    }

    [Fact]
    public async Task The_SOA_of_the_clusters_zone_vouches_for_a_server_that_stands_in_from_the_start()
    {
        var test = new TestLookup("web", (exchange, token) => TestLookup.Number(exchange) == 1
            ? Words.Answer("SERVFAIL", exchange.Question, exchange.Options, token)
            : ValueTask.FromResult(DnsExchange.Of(new FakeDnsMessage(exchange.Question) { Code = 3 }.AddStart("cluster.local."))), TestLookup.Servers(2));

        Assert.Equal(LookupReason.Unverified, (await test.Start()).Answer.Reason);
        Assert.Equal(LookupOutcome.Empty, (await test.Start()).Answer.Outcome);
    }

    private static FakeDnsMessage Of(Denial denial, DnsQuestion question) => denial switch
    {
        Denial.NoDataWithSoa => FakeDnsMessage.Negative(question, 0),
        Denial.NoDataWithoutSoa => FakeDnsMessage.Negative(question, 0, null),
        Denial.NoDataWithForeignSoa => new FakeDnsMessage(question).AddStart("other.example."),
        Denial.NxDomainWithSoa => FakeDnsMessage.Negative(question, 3),
        Denial.NxDomainWithoutSoa => FakeDnsMessage.Negative(question, 3, null),
        Denial.AliasAlone => new FakeDnsMessage(question).AddAlias(question.Name, "x" + question.Name),
        Denial.AliasWithSoaOfTarget => FakeDnsMessage.Negative(question, 0).AddAlias(question.Name, "pods.cluster.local."),
        Denial.Referral => Referring(question),
        _ => new FakeDnsMessage(question) { Authoritative = false },
    };

    private static FakeDnsMessage Referring(DnsQuestion question)
    {
        var message = new FakeDnsMessage(question) { Authoritative = false, RecursionAvailable = true };
        message.Authorities.Add(new DnsRecord { Owner = "cluster.local.", Type = DnsRecordType.Ns, Class = DnsRecord.ClassIn, Ttl = 5, Target = "ns.cluster.local." });
        return message;
    }
}
