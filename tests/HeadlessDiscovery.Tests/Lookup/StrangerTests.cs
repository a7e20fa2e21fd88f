using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Options;
using HeadlessDiscovery.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tests.Lookup;

/// <summary>Servers that do not know the pinned name, or not any more.</summary>
public sealed class StrangerTests
{
    private const string Good = "A:10.1.0.1,10.1.0.2";

    [Fact]
    [Trait("rule", "E-1")]
    public async Task A_no_about_the_pinned_SRV_name_from_a_server_that_never_knew_it_is_unverified()
    {
        using var file = new ResolvConf.TemporaryFile("options rotate\n");
        var test = new TestLookup(
            "web.",
            (exchange, token) => TestLookup.Number(exchange) == 1
                ? ValueTask.FromResult(DnsExchange.Of(new FakeDnsMessage(exchange.Question).AddService(exchange.Question.Name, "web-0.web.", 80, glue: "10.1.0.1")))
                : Words.Answer("NXDOMAIN", exchange.Question, exchange.Options, token),
            TestLookup.Servers(2, more: options => (options.ResolvConfPath, options.PortName) = (file.Path, "http")));

        var found = await test.Start();
        var stranger = await test.Start();

        Assert.Equal(LookupOutcome.Found, found.Answer.Outcome);
        Assert.Equal((LookupOutcome.Unknown, LookupReason.Unverified), (stranger.Answer.Outcome, stranger.Answer.Reason));
    }

    [Fact]
    [Trait("rule", "E-1")]
    public async Task A_server_that_was_taken_off_the_list_is_a_stranger_when_it_comes_back()
    {
        const string Two = "nameserver 10.0.0.1\nnameserver 10.0.0.2\noptions rotate\n";
        using var file = new ResolvConf.TemporaryFile(Two);
        var options = new HeadlessPeersOptions { ServiceName = "web.", ResolvConfPath = file.Path, Family = PeerFamily.IPv4 };
        var time = new FakeTimeProvider();
        var transport = new ScriptedTransport(Script.Of($$"""{"10.0.0.1|*": "{{Good}}", "10.0.0.2|*": ["{{Good}}", "NXDOMAIN"]}"""));
        var lookup = new DnsPeerLookup(options, "web.", new OwnAddresses([], "test"), transport, time);

        var outcomes = new List<(LookupOutcome, LookupReason)>();
        foreach (var text in (string[])[Two, Two, "nameserver 10.0.0.1\noptions rotate\n", Two])
        {
            file.Write(text);
            time.Advance(TimeSpan.FromMinutes(1));
            var report = await lookup.AskAsync(new LookupMode(Hedge: true), TestContext.Current.CancellationToken);
            outcomes.Add((report.Answer.Outcome, report.Answer.Reason));
        }

        var found = (LookupOutcome.Found, LookupReason.None);
        Assert.Equal([found, found, found, (LookupOutcome.Unknown, LookupReason.Unverified)], outcomes);
        Assert.Equal("1 2 1 2", string.Join(' ', transport.Asked.Select(TestLookup.Number)));
    }
}
