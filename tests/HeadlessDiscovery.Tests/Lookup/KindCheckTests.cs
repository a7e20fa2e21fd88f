using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Tests.Support;

namespace HeadlessDiscovery.Tests.Lookup;

public sealed class KindCheckTests
{
    private const string Web = "web.shop.svc.cluster.local.";

    [Theory]
    [InlineData("A:10.1.0.1", PeerFamily.IPv4)]
    [InlineData("A:10.1.0.1 AAAA:fd00::1", PeerFamily.Both)]
    [Trait("rule", "H-1")]
    public async Task One_address_of_a_family_and_an_SRV_target_that_is_the_service_itself_is_a_ClusterIP_service(string addresses, PeerFamily family)
    {
        var test = Test(addresses, "WEB.shop.svc.cluster.local.", family);

        var first = await test.Start();
        var second = await test.Start();

        Assert.Equal(LookupOutcome.Found, first.Answer.Outcome);
        Assert.Equal(
            $"The SRV target of {Web} is the service itself: a ClusterIP service, whose address leads to one pod at a time. For all pods make it headless: 'clusterIP: None' in Service.spec.",
            Assert.Single(first.Notes).Text);
        Assert.Equal(Web, first.Notes[0].About);
        Assert.Equal(LookupNoteKind.ClusterIp, first.Notes[0].Kind);
        Assert.Equal(first.Notes[0], Assert.Single(second.Notes));
        Assert.Single(test.Transport.Asked, exchange => exchange.Question.Type == DnsRecordType.Srv);
    }

    [Fact]
    [Trait("rule", "H-1")]
    public async Task A_service_that_became_headless_is_asked_for_its_kind_again()
    {
        var (addresses, target) = ("A:10.1.0.1", Web);
        var test = new TestLookup(Web, (exchange, token) => exchange.Question.Type == DnsRecordType.Srv
            ? ValueTask.FromResult(DnsExchange.Of(new FakeDnsMessage(exchange.Question).AddService(exchange.Question.Name, target, 80)))
            : Words.Answer(addresses, exchange.Question, exchange.Options, token));
        Assert.Single((await test.Start()).Notes);
        (addresses, target) = ("A:10.1.0.1,10.1.0.2", "web-0." + Web);
        Assert.Empty((await test.Start()).Notes);
        addresses = "A:10.1.0.1";

        Assert.Empty((await test.Start()).Notes);
    }

    [Theory]
    [InlineData("A:10.1.0.1", "web-0." + Web, null)]
    [InlineData("A:10.1.0.1,10.1.0.2", Web, null)]
    [InlineData("A:10.1.0.1", Web, "10.1.0.1")]
    [Trait("rule", "H-1")]
    public async Task Pods_are_not_taken_for_a_ClusterIP_service(string addresses, string target, string? own)
    {
        var test = Test(addresses, target, PeerFamily.IPv4, own);

        Assert.Empty((await test.Start()).Notes);
    }

    [Fact]
    [Trait("rule", "H-1")]
    public async Task One_own_address_of_two_families_is_enough_to_know_a_pod_and_nobody_is_asked()
    {
        var test = Test("A:10.1.0.1 AAAA:fd00::1", Web, PeerFamily.Both, "10.1.0.1");

        Assert.Empty((await test.Start()).Notes);
        Assert.DoesNotContain(test.Transport.Asked, exchange => exchange.Question.Type == DnsRecordType.Srv);
    }

    [Fact]
    [Trait("rule", "H-1")]
    public async Task A_service_that_is_known_to_be_headless_is_not_asked_for_its_kind_again()
    {
        var addresses = "A:10.1.0.1";
        var test = new TestLookup(Web, (exchange, token) => exchange.Question.Type == DnsRecordType.Srv
            ? ValueTask.FromResult(DnsExchange.Of(new FakeDnsMessage(exchange.Question).AddService(exchange.Question.Name, "web-0." + Web, 80)))
            : Words.Answer(addresses, exchange.Question, exchange.Options, token));
        await test.Start();
        addresses = "A:10.1.0.1,10.1.0.2";
        await test.Start();
        addresses = "A:10.1.0.1";

        Assert.Empty((await test.Start()).Notes);
        Assert.Single(test.Transport.Asked, exchange => exchange.Question.Type == DnsRecordType.Srv);
    }

    [Fact]
    [Trait("rule", "H-1")]
    public async Task A_silent_question_about_the_kind_is_not_waited_for_as_long_as_the_look_up_may_take()
    {
        var test = new TestLookup(Web, Script.By((_, type) => type == DnsRecordType.Srv ? "DROP" : "A:10.1.0.1"), TestLookup.Servers(1));

        var report = await test.AskAsync();

        Assert.Equal(LookupOutcome.Found, report.Answer.Outcome);
        Assert.InRange(report.Duration, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
    }

    [Fact]
    [Trait("rule", "H-1")]
    public async Task A_server_that_is_silent_about_the_kind_alone_keeps_its_place()
    {
        // The second one knows the service no more than a public resolver does.
        var test = new TestLookup(Web, Script.By((server, type) => type == DnsRecordType.Srv && server == 1 ? "DROP" : server == 1 ? "A:10.1.0.1" : "NXDOMAIN"), TestLookup.Servers(2));

        await test.AskAsync();

        Assert.Equal(LookupOutcome.Found, (await test.Start()).Answer.Outcome);
        Assert.Equal("1 1", test.ServersAsked);
    }

    [Theory]
    [InlineData("SERVFAIL")]
    [InlineData("GARBAGE")]
    [InlineData("NXDOMAIN")]
    [InlineData("DROP")]
    [Trait("rule", "H-1")]
    public async Task What_comes_of_the_question_about_the_kind_is_never_a_failure(string word)
    {
        var test = new TestLookup(Web, Script.By((_, type) => type == DnsRecordType.Srv ? word : "A:10.1.0.1"), TestLookup.Servers(2));

        var report = await test.AskAsync();

        Assert.Equal((LookupOutcome.Found, 1, 0), (report.Answer.Outcome, report.Answer.Peers.Count, report.Notes.Length));
    }

    [Fact]
    [Trait("rule", "H-1")]
    public async Task An_alias_is_an_ExternalName_service()
    {
        var test = new TestLookup(Web, Script.Always("CNAME:db.example=10.1.0.1"));

        var report = await test.Start();

        Assert.Equal(LookupOutcome.Found, report.Answer.Outcome);
        var note = Assert.Single(report.Notes);
        Assert.Equal((LookupNoteKind.ExternalName, Web, "db.example."), (note.Kind, note.About, note.Value));
        Assert.Equal($"{Web} is an alias of db.example.: an ExternalName service. A headless service needs 'clusterIP: None' and a selector.", note.Text);
        Assert.DoesNotContain(test.Transport.Asked, exchange => exchange.Question.Type == DnsRecordType.Srv);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("http")]
    [Trait("rule", "H-1")]
    public async Task An_alias_to_another_candidate_is_the_search_of_the_server_and_no_ExternalName(string? portName)
    {
        var prefix = portName is null ? string.Empty : $"_{portName}._tcp.";
        var test = new TestLookup("web", (exchange, _) =>
        {
            var other = prefix + "web.svc.cluster.local.";
            var message = new FakeDnsMessage(exchange.Question).AddAlias(exchange.Question.Name, other);
            return ValueTask.FromResult(DnsExchange.Of(portName is null ? message.Add(other, "10.1.0.1").Add(other, "10.1.0.2") : message.AddService(other, "web-0.web.svc.cluster.local.", 80, glue: "10.1.0.1")));
        }, options => options.PortName = portName);

        var report = await test.Start();

        Assert.Equal((LookupOutcome.Found, true, 0), (report.Answer.Outcome, report.ViaCname, report.Notes.Length));
    }

    [Fact]
    [Trait("rule", "H-1")]
    public async Task With_a_port_name_the_target_tells_without_another_question()
    {
        var test = new TestLookup(Web, (exchange, _) => ValueTask.FromResult(DnsExchange.Of(new FakeDnsMessage(exchange.Question).AddService(exchange.Question.Name, Web, 80, glue: "10.1.0.1"))), options => options.PortName = "http");

        Assert.Equal(LookupNoteKind.ClusterIp, Assert.Single((await test.Start()).Notes).Kind);
        Assert.Single(test.Transport.Asked);
    }

    private static TestLookup Test(string addresses, string target, PeerFamily family, params string?[] own) => new(
        Web,
        (exchange, token) => exchange.Question.Type == DnsRecordType.Srv
            ? ValueTask.FromResult(DnsExchange.Of(new FakeDnsMessage(exchange.Question).AddService(exchange.Question.Name, target, 80)))
            : Words.Answer(addresses, exchange.Question, exchange.Options, token),
        options => options.Family = family,
        [.. own.OfType<string>()]);
}
