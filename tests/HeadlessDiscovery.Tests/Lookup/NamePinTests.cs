using System.Net;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tests.Lookup;

public sealed class NamePinTests
{
    private readonly NamePin pin = new();

    [Fact]
    [Trait("rule", "S-28")]
    public void The_smallest_answer_that_did_not_fit_is_what_TCP_is_asked_at_once_from()
    {
        Assert.True(AfterWon(90, truncated: true));
        Assert.False(AfterWon(50, truncated: false));
        Assert.True(AfterWon(100, truncated: true));
        Assert.True(AfterWon(90, truncated: false));
        Assert.False(AfterWon(89, truncated: false));
        Assert.True(AfterWon(60, truncated: true));
        Assert.True(AfterWon(60, truncated: false));
    }

    [Fact]
    [Trait("rule", "S-26")]
    public void Nothing_is_left_of_a_pin_that_was_dropped()
    {
        AfterWon(90, truncated: true);
        Assert.Equal("web.", pin.Name);

        pin.Drop();

        Assert.Equal((null, false), (pin.Name, pin.TcpFirst));
        Assert.False(AfterWon(90, truncated: false));
    }

    private bool AfterWon(int peers, bool truncated)
    {
        var server = TestLookup.Server("10.96.0.10");
        var addresses = Enumerable.Range(1, peers).Select(n => new IPAddress([10, 1, 0, (byte)n])).ToArray();
        var context = new AskContext(new ResolverConfiguration(), [server], new FakeTimeProvider());
        if (truncated)
        {
            context.Truncated(new DnsQuestion("web.", DnsRecordType.A));
        }

        pin.Won(
            new PeerAnswer { Outcome = LookupOutcome.Found, Name = "web.", Peers = new AnsweredPeers(addresses, peers, null) },
            context);
        return pin.TcpFirst;
    }
}
