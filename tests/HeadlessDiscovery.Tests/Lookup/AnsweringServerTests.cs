using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Tests.Support;

namespace HeadlessDiscovery.Tests.Lookup;

/// <summary>Which server an answer comes from: the schedule knows one that answers from memory.</summary>
public sealed class AnsweringServerTests
{
    [Theory]
    [InlineData(PeerFamily.IPv4)]
    [InlineData(PeerFamily.Both)]
    public async Task An_answer_carries_the_server_that_gave_it(PeerFamily family)
    {
        var lookup = new TestLookup("web.", (exchange, token) => Words.Answer("A:10.0.0.1 AAAA:fd00::1", exchange.Question, exchange.Options, token), options =>
        {
            options.Family = family;
            options.NameServers.Add("127.0.0.11");
        });
        var report = await lookup.Lookup.AskAsync(new LookupMode(Hedge: false), TestContext.Current.CancellationToken);
        Assert.Equal("127.0.0.11:53", report.Answer.Server?.ToString());
    }

    [Fact]
    public async Task Each_family_of_an_answer_carries_its_own_server()
    {
        var lookup = new TestLookup(
            "web.",
            (exchange, token) => Words.Answer(exchange.Question.Type == DnsRecordType.A && TestLookup.Number(exchange) == 1 ? "SERVFAIL" : "A:10.0.0.1 AAAA:fd00::1", exchange.Question, exchange.Options, token),
            TestLookup.Servers(2, more: options => options.Family = PeerFamily.Both));
        var report = await lookup.Lookup.AskAsync(new LookupMode(Hedge: false), TestContext.Current.CancellationToken);
        Assert.Equal(LookupOutcome.Found, report.Answer.Outcome);
        Assert.Equal(["10.0.0.2:53", "10.0.0.1:53"], report.Answer.Families.Select(family => family.Server?.ToString()));
    }
}
