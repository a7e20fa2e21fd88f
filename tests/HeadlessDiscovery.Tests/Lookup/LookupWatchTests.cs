using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Options;
using HeadlessDiscovery.Tests.ResolvConf;
using HeadlessDiscovery.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tests.Lookup;

/// <summary>A resolv.conf that changes while nobody answers: it is what ends the wait.</summary>
[Trait("rule", "L-1")]
public sealed class LookupWatchTests : IDisposable
{
    private readonly TemporaryFile file = new("nameserver 10.0.0.1\n");
    private readonly FakeTimeProvider time = new();
    private readonly ScriptedTransport transport = new(Script.By((server, _) => server == 1 ? "DROP" : "A:10.1.0.1"));
    private readonly DnsPeerLookup lookup;

    public LookupWatchTests()
    {
        var options = new HeadlessPeersOptions { ServiceName = "web.", ResolvConfPath = file.Path, Family = PeerFamily.IPv4 };
        lookup = new DnsPeerLookup(options, "web.", new OwnAddresses([], "test"), transport, time);
    }

    [Fact]
    public async Task A_lookup_that_waits_for_a_server_that_is_no_longer_configured_begins_anew_within_a_second()
    {
        var asking = Ask(hedge: true);
        await Waiting.UntilAsync(() => transport.IsSilent);
        file.Write("nameserver 10.0.0.2\n");
        time.Advance(TimeSpan.FromSeconds(1));
        await Waiting.UntilAsync(() => asking.IsCompleted);

        Assert.Equal(LookupOutcome.Found, (await asking).Answer.Outcome);
        Assert.Equal([1, 2], transport.Asked.Where(exchange => exchange.Question.Type == DnsRecordType.A).Select(TestLookup.Number).Distinct());
    }

    [Fact]
    public async Task A_file_that_says_the_same_ends_nothing()
    {
        var asking = Ask(hedge: true);
        await Waiting.UntilAsync(() => transport.IsSilent);
        file.Write("nameserver 10.0.0.1\n");
        await Clock.RunAsync(time, asking, () => transport.IsSilent);

        Assert.Equal(LookupOutcome.Unknown, (await asking).Answer.Outcome);
        NonEmpty.All(transport.Asked, exchange => Assert.Equal(1, TestLookup.Number(exchange)));
    }

    [Fact]
    public async Task After_a_failure_the_file_is_looked_at_by_the_next_lookup_however_soon()
    {
        file.Write("nameserver 10.0.0.2\n");
        await Ask(hedge: true);
        file.Write("nameserver 10.0.0.3\n");

        await Ask(hedge: true);
        Assert.Equal(2, TestLookup.Number(transport.Asked.Last(exchange => exchange.Question.Type == DnsRecordType.A)));
        await Ask(hedge: false);
        Assert.Equal(3, TestLookup.Number(transport.Asked.Last(exchange => exchange.Question.Type == DnsRecordType.A)));
    }

    public void Dispose() => file.Dispose();

    private Task<LookupReport> Ask(bool hedge) => lookup.AskAsync(new LookupMode(hedge), TestContext.Current.CancellationToken).AsTask();
}
