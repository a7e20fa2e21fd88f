using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Tests.Support;

namespace HeadlessDiscovery.Tests.Lookup;

/// <summary>The names of the pods, for those who ask for them.</summary>
public sealed class HostNamesTests
{
    private const string Web = "web.shop.svc.cluster.local.";

    [Theory]
    [InlineData(null)]
    [InlineData("http")]
    public async Task Host_names_are_distinct_sorted_and_without_final_dot(string? portName)
    {
        var test = Test(portName, "A:10.1.0.1,10.1.0.2,10.1.0.3", "web-1." + Web, "WEB-0." + Web, "web-0." + Web, "Web-1." + Web);

        var report = await AskAsync(test, hostNames: true);

        Assert.Equal(["WEB-0.web.shop.svc.cluster.local", "web-1.web.shop.svc.cluster.local"], report.HostNames);
        Assert.Empty(report.Notes);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("http", 1)]
    public async Task Nobody_is_asked_for_host_names_that_are_not_wanted(string? portName, int questions)
    {
        var test = Test(portName, "A:10.1.0.1,10.1.0.2", "web-0." + Web, "web-1." + Web);

        Assert.Empty((await AskAsync(test, hostNames: false)).HostNames);
        Assert.Equal(questions, test.Transport.Asked.Count(exchange => exchange.Question.Type == DnsRecordType.Srv));
    }

    [Fact]
    public async Task Host_names_are_asked_for_each_time()
    {
        var test = Test(null, "A:10.1.0.1", "web-0." + Web);

        await AskAsync(test, hostNames: true);

        Assert.Equal(["web-0.web.shop.svc.cluster.local"], (await AskAsync(test, hostNames: true)).HostNames);
    }

    [Fact]
    public async Task Without_SRV_records_there_are_no_host_names()
    {
        var test = new TestLookup(Web, Script.By((_, type) => type == DnsRecordType.Srv ? "NXDOMAIN" : "A:10.1.0.1,10.1.0.2"));

        var report = await AskAsync(test, hostNames: true);

        Assert.Equal((LookupOutcome.Found, 0, 0), (report.Answer.Outcome, report.HostNames.Length, report.Notes.Length));
    }

    [Fact]
    [Trait("rule", "S-28")]
    public async Task A_part_of_the_host_names_is_none_for_it_would_show_gaps()
    {
        var test = new TestLookup(Web, (exchange, token) => exchange.Question.Type == DnsRecordType.Srv
            ? ValueTask.FromResult(DnsExchange.Of(new FakeDnsMessage(exchange.Question) { Truncated = true }.AddService(Web, "web-7." + Web, 80, glue: "10.1.0.1")))
            : Words.Answer("A:10.1.0.1,10.1.0.2", exchange.Question, exchange.Options, token));

        var report = await AskAsync(test, hostNames: true);

        Assert.Equal((LookupOutcome.Found, 0), (report.Answer.Outcome, report.HostNames.Length));
    }

    [Fact]
    [Trait("rule", "S-28")]
    public async Task Host_names_that_did_not_fit_in_UDP_do_not_bring_the_addresses_to_TCP()
    {
        var test = new TestLookup(Web, Script.By((_, type) => type == DnsRecordType.Srv ? "TC:2:drop" : "A:10.1.0.1,10.1.0.2"));

        await AskAsync(test, hostNames: true);
        await AskAsync(test, hostNames: false);

        Assert.Contains(test.Transport.Asked, exchange => exchange.Options.Tcp);
        Assert.False(test.Asked.Last().Options.Tcp);
    }

    [Fact]
    public async Task An_alias_has_no_host_names()
    {
        var test = new TestLookup(Web, Script.Always("CNAME:db.example=10.1.0.1"));

        Assert.Empty((await AskAsync(test, hostNames: true)).HostNames);
        Assert.DoesNotContain(test.Transport.Asked, exchange => exchange.Question.Type == DnsRecordType.Srv);
    }

    [Theory]
    [InlineData("A:10.1.0.1", 1)]
    [InlineData("A:10.1.0.1,10.1.0.2", 0)]
    [Trait("rule", "H-1")]
    public async Task A_target_that_is_the_service_itself_is_no_pod_and_a_ClusterIP_service_only_with_one_address(string addresses, int notes)
    {
        var test = Test(null, addresses, Web);

        var report = await AskAsync(test, hostNames: true);

        Assert.Empty(report.HostNames);
        Assert.Equal(Enumerable.Repeat(LookupNoteKind.ClusterIp, notes), report.Notes.Select(note => note.Kind));
    }

    [Fact]
    [Trait("rule", "H-1")]
    public async Task By_SRV_alone_several_addresses_are_no_ClusterIP_service_either()
    {
        var test = new TestLookup(
            Web,
            (exchange, _) => ValueTask.FromResult(DnsExchange.Of(new FakeDnsMessage(exchange.Question).AddService(exchange.Question.Name, Web, 80, glue: "10.1.0.1").AddService(exchange.Question.Name, Web, 80, glue: "10.1.0.2"))),
            options => options.PortName = "http");

        Assert.Empty((await AskAsync(test, hostNames: true)).Notes);
    }

    private static Task<LookupReport> AskAsync(TestLookup test, bool hostNames) =>
        test.Lookup.AskAsync(new LookupMode(Hedge: true, hostNames), TestContext.Current.CancellationToken).AsTask();

    private static TestLookup Test(string? portName, string addresses, params string[] targets) => new(
        Web,
        (exchange, token) => exchange.Question.Type == DnsRecordType.Srv
            ? ValueTask.FromResult(DnsExchange.Of(targets.Aggregate(new FakeDnsMessage(exchange.Question), (message, target) => message.AddService(exchange.Question.Name, target, 80, glue: "10.1.0.1"))))
            : Words.Answer(addresses, exchange.Question, exchange.Options, token),
        options => options.PortName = portName);
}
