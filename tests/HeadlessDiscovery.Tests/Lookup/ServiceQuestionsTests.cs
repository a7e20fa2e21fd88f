using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Tests.Support;

namespace HeadlessDiscovery.Tests.Lookup;

public sealed class ServiceQuestionsTests
{
    private const string Web = "web.shop.svc.cluster.local.";
    private const string Service = "_http._tcp." + Web;

    [Fact]
    [Trait("rule", "S-27")]
    public async Task Peers_have_the_port_and_the_host_of_their_record()
    {
        var test = Test(With(message => message.AddService(Service, "web-0." + Web, 8080, glue: "10.1.0.1").AddService(Service, "web-1." + Web, 8081, glue: "10.1.0.2")), "NXDOMAIN");

        var answer = (await test.Start()).Answer;

        Assert.Equal((LookupOutcome.Found, Web), (answer.Outcome, answer.Name));
        Assert.Equal(
            [("10.1.0.1:8080", "web-0.web.shop.svc.cluster.local"), ("10.1.0.2:8081", "web-1.web.shop.svc.cluster.local")],
            answer.Peers.Enumerate().Select(peer => ($"{peer.Address}:{peer.Port}", peer.HostName)));
        Assert.Equal([Service], test.Transport.Asked.Select(exchange => exchange.Question.Name));
    }

    [Fact]
    [Trait("rule", "S-27")]
    public async Task Targets_without_glue_are_asked_in_the_same_look_up_sixteen_at_a_time()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var test = Test(With(message => Enumerable.Range(0, 40).Aggregate(message, (so, i) => so.AddService(Service, $"web-{i}.{Web}", 80))), async (exchange, token) =>
        {
            await gate.Task.WaitAsync(token);
            return await Words.Answer($"A:10.1.0.{exchange.Question.Name.Split('.')[0][4..]}", exchange.Question, exchange.Options, token);
        });
        var asking = test.Start();

        await test.UntilAsync(() => test.Asked.Count() == 16);
        gate.SetResult();

        Assert.Equal(40, (await asking).Answer.Peers.Count);
        Assert.Equal(16, test.Transport.MostAtOnce);
    }

    [Theory]
    [InlineData("SERVFAIL", LookupReason.ServFail)]
    [InlineData("GARBAGE", LookupReason.Malformed)]
    [InlineData("TC:9:tc", LookupReason.Truncated)]
    [Trait("rule", "S-27")]
    public async Task One_target_that_cannot_be_asked_makes_the_whole_unknown(string word, LookupReason reason)
    {
        var test = Test(With(message => message.AddService(Service, "web-0." + Web, 80, glue: "10.1.0.1").AddService(Service, "web-1." + Web, 80)), word);

        var answer = (await test.Start()).Answer;

        Assert.Equal((LookupOutcome.Unknown, reason, 1, null), (answer.Outcome, answer.Reason, answer.Peers.Count, answer.Name));
    }

    [Theory]
    [InlineData("A:10.1.0.2 AAAA:fd00::2", LookupOutcome.Found, 4)]
    [InlineData("NXDOMAIN", LookupOutcome.Found, 3)]
    [InlineData("SERVFAIL", LookupOutcome.Unknown, 3)]
    [Trait("rule", "S-27")]
    public async Task Beside_a_target_with_both_families_one_that_shows_a_single_one_is_asked_for_the_other(string word, LookupOutcome outcome, int peers)
    {
        var test = Test(
            With(message => message.AddService(Service, "web-0." + Web, 80, glue: "10.1.0.1").AddService(Service, "web-0." + Web, 80, glue: "fd00::1").AddService(Service, "web-1." + Web, 80, glue: "10.1.0.2")),
            word,
            PeerFamily.Both);

        var answer = (await test.Start()).Answer;

        Assert.Equal((outcome, peers), (answer.Outcome, answer.Peers.Count));
        Assert.Equal([("web-1." + Web, DnsRecordType.Aaaa)], test.Asked.Select(exchange => (exchange.Question.Name, exchange.Question.Type)).Distinct());
    }

    [Fact]
    [Trait("rule", "S-27")]
    public async Task That_a_pod_has_two_families_may_show_in_the_answer_about_it_alone()
    {
        var test = Test(
            With(message => message.AddService(Service, "web-0." + Web, 80, glue: "10.1.0.1").AddService(Service, "web-1." + Web, 80)),
            (exchange, token) => Words.Answer(exchange.Question.Name.StartsWith("web-0.", StringComparison.Ordinal) ? "AAAA:fd00::1" : "A:10.1.0.2 AAAA:fd00::2", exchange.Question, exchange.Options, token),
            PeerFamily.Both);

        var answer = (await test.Start()).Answer;

        Assert.Equal(["10.1.0.1:80", "10.1.0.2:80", "[fd00::1]:80", "[fd00::2]:80"], answer.Peers.Enumerate().Select(peer => peer.ToString()));
        Assert.Equal(3, test.Asked.Count());
    }

    [Theory]
    [InlineData("10.1.0.1", "10.1.0.2")]
    [InlineData("10.1.0.1", "fd00::1")]
    [Trait("rule", "S-27")]
    public async Task Where_no_target_has_both_families_nobody_is_asked(string first, string second)
    {
        // An IPv4 cluster, or one with two families whose pods have no host names: CoreDNS has a target for each address.
        var test = Test(With(message => message.AddService(Service, "one." + Web, 80, glue: first).AddService(Service, "other." + Web, 80, glue: second)), "SERVFAIL", PeerFamily.Both);

        Assert.Equal((LookupOutcome.Found, 2), ((await test.Start()).Answer.Outcome, (await test.Start()).Answer.Peers.Count));
        Assert.Empty(test.Asked);
    }

    [Fact]
    [Trait("rule", "S-27")]
    public async Task A_target_that_is_gone_is_no_peer()
    {
        var test = Test(With(message => message.AddService(Service, "web-0." + Web, 80, glue: "10.1.0.1").AddService(Service, "web-1." + Web, 80)), "NXDOMAIN");

        Assert.Equal((LookupOutcome.Found, 1), ((await test.Start()).Answer.Outcome, (await test.Start()).Answer.Peers.Count));
    }

    [Fact]
    [Trait("rule", "S-27")]
    public async Task Records_that_lead_to_no_address_at_all_say_nothing()
    {
        var test = Test(With(message => message.AddService(Service, "web-0." + Web, 80)), "NXDOMAIN");

        Assert.Equal((LookupOutcome.Unknown, LookupReason.Unverified), ((await test.Start()).Answer.Outcome, (await test.Start()).Answer.Reason));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("rule", "W-6")]
    public async Task A_target_with_an_address_that_no_peer_can_have_is_left_out_and_told(bool asGlue)
    {
        var test = Test(With(message => message.AddService(Service, "web-0." + Web, 80, glue: "10.1.0.1").AddService(Service, "web-1." + Web, 80, glue: asGlue ? "127.0.0.1" : null)), "A:127.0.0.1");

        var report = await test.Start();

        Assert.Equal((LookupOutcome.Found, 1), (report.Answer.Outcome, report.Answer.Peers.Count));
        Assert.Equal(LookupNoteKind.AddressesLeftOut, Assert.Single(report.Notes).Kind);
    }

    [Fact]
    [Trait("rule", "S-27")]
    public async Task No_such_port_name_is_unknown_and_said()
    {
        var test = Test(Word("NXDOMAIN"), "A:10.1.0.1");

        var report = await test.Start();

        Assert.Equal((LookupOutcome.Unknown, LookupReason.Unverified, 0), (report.Answer.Outcome, report.Answer.Reason, report.Answer.Peers.Count));
        var note = Assert.Single(report.Notes);
        Assert.Equal((LookupNoteKind.NoSuchPortName, Web, "_http._tcp"), (note.Kind, note.About, note.Value));
        Assert.Equal($"{Web} has addresses but no port named 'http' (tcp): set PortName to a port name of the Service, or use Port.", note.Text);
    }

    [Theory]
    [InlineData("NXDOMAIN", LookupOutcome.Empty, LookupReason.NxDomain)]
    [InlineData("NODATA", LookupOutcome.Empty, LookupReason.NxDomain)]
    [InlineData("SERVFAIL", LookupOutcome.Unknown, LookupReason.ServFail)]
    [Trait("rule", "S-27")]
    public async Task A_no_to_SRV_counts_only_where_the_addresses_are_gone_too(string word, LookupOutcome outcome, LookupReason reason)
    {
        var test = Test(Word("NXDOMAIN"), word);

        var answer = (await test.Start()).Answer;

        Assert.Equal((outcome, reason), (answer.Outcome, answer.Reason));
    }

    [Fact]
    [Trait("rule", "S-27")]
    public async Task An_SRV_that_fails_asks_for_no_addresses_instead()
    {
        var test = Test(Word("SERVFAIL"), "A:10.1.0.1");

        Assert.Equal(LookupReason.ServFail, (await test.Start()).Answer.Reason);
        Assert.Empty(test.Asked);
    }

    [Theory]
    [InlineData(30, 5)]
    [InlineData(2, 2)]
    [Trait("rule", "C-1")]
    public async Task The_TTL_is_the_lowest_of_the_records_and_of_the_addresses_that_were_asked(int ofRecord, int seconds)
    {
        var test = Test(With(message => message.AddService(Service, "web-0." + Web, 80, ttl: (uint)ofRecord)), "A:10.1.0.1");

        Assert.Equal(TimeSpan.FromSeconds(seconds), (await test.Start()).Answer.Ttl);
    }

    [Fact]
    [Trait("rule", "S-27")]
    public async Task An_unknown_target_is_not_pinned_and_a_pinned_SRV_name_is_asked_alone()
    {
        var test = Test(With(message => message.AddService(Service, "web-0." + Web, 80, glue: "10.1.0.1")), "NXDOMAIN");

        await test.Start();
        await test.Start();

        Assert.Equal([Service, Service], test.Transport.Asked.Select(exchange => exchange.Question.Name));
    }

    [Fact]
    [Trait("rule", "S-28")]
    public async Task A_truncated_SRV_gives_the_targets_that_came_with_their_addresses_and_asks_for_no_others()
    {
        var test = Test(
            (exchange, _) => ValueTask.FromResult(DnsExchange.Of(new FakeDnsMessage(exchange.Question) { Truncated = true }.AddService(Service, "web-0." + Web, 80, glue: "10.1.0.1").AddService(Service, "web-1." + Web, 80))),
            "A:10.1.0.2");

        var answer = (await test.Start()).Answer;

        Assert.Equal((LookupOutcome.Unknown, LookupReason.Truncated, null, TimeSpan.FromSeconds(5)), (answer.Outcome, answer.Reason, answer.Name, answer.Ttl!.Value));
        Assert.Equal(["10.1.0.1:80"], answer.Peers.Enumerate().Select(peer => peer.ToString()));
        Assert.Empty(test.Asked);
    }

    private static Func<ScriptedTransport.Exchange, CancellationToken, ValueTask<DnsExchange>> Word(string word) => Script.Always(word);

    private static Func<ScriptedTransport.Exchange, CancellationToken, ValueTask<DnsExchange>> With(Func<FakeDnsMessage, FakeDnsMessage> fill) =>
        (exchange, _) => ValueTask.FromResult(DnsExchange.Of(fill(new FakeDnsMessage(exchange.Question))));

    private static TestLookup Test(Func<ScriptedTransport.Exchange, CancellationToken, ValueTask<DnsExchange>> service, string addresses, PeerFamily family = PeerFamily.IPv4) =>
        Test(service, Script.Always(addresses), family);

    private static TestLookup Test(
        Func<ScriptedTransport.Exchange, CancellationToken, ValueTask<DnsExchange>> service,
        Func<ScriptedTransport.Exchange, CancellationToken, ValueTask<DnsExchange>> addresses,
        PeerFamily family = PeerFamily.IPv4) =>
        new(Web, (exchange, token) => exchange.Question.Type == DnsRecordType.Srv ? service(exchange, token) : addresses(exchange, token), options => (options.PortName, options.Family) = ("http", family));
}
