using System.Net;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tests.Dns;

/// <summary>What the questions of one lookup share: who is known so far, and what the lookup took.</summary>
public sealed class AskContextTests
{
    private static readonly IPEndPoint Server = TestLookup.Server("10.0.0.1");

    private readonly FakeTimeProvider time = new();

    [Theory]
    [InlineData("A", "10.0.0.2 10.0.0.4", false)]
    [InlineData("A", "10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.4 10.0.0.5", false)]
    [InlineData("A", "10.0.0.2", true)]
    [InlineData("A", "10.0.0.4", true)]
    [InlineData("A", "10.0.0.1 10.0.0.3 10.0.0.5", true)]
    [InlineData("A", "", true)]
    [InlineData("Aaaa", "fd00::2", false)]
    [InlineData("Aaaa", "fd00::1 fd00::3", true)]
    [InlineData("Srv", "10.0.0.2 10.0.0.4", true)]
    public void An_answer_lacks_a_known_peer_of_its_family_or_may_where_it_lists_no_addresses(string type, string addresses, bool lacks)
    {
        var context = Context("10.0.0.2 10.0.0.4 fd00::2");
        var listed = addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse).ToArray();
        var answer = VerifiedAnswer.OfAddresses([.. listed, IPAddress.None, IPAddress.None], listed.Length, [], TimeSpan.Zero, TimeSpan.Zero, 0, null);

        Assert.Equal(lacks, context.LacksAnyone(new DnsQuestion("web.", Enum.Parse<DnsRecordType>(type)), answer));
    }

    [Theory]
    [InlineData("A")]
    [InlineData("Aaaa")]
    [InlineData("Srv")]
    public void Where_nobody_is_known_nobody_is_lacking(string type) =>
        Assert.False(Context("").LacksAnyone(new DnsQuestion("web.", Enum.Parse<DnsRecordType>(type)), VerifiedAnswer.TimedOut));

    [Fact]
    public void A_try_that_was_abandoned_took_until_the_end_of_the_lookup_whenever_it_is_read()
    {
        var context = Context("");
        Assert.Null(context.ReadDuration());
        context.Begin(new DnsQuestion("web.", DnsRecordType.A), Server);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(1), context.ReadDuration());

        time.Advance(TimeSpan.FromSeconds(1));
        context.End();
        time.Advance(TimeSpan.FromSeconds(10));

        var read = Assert.Single(context.ReadTrace());
        Assert.Equal((1, "abandoned", TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2)), (context.Tries, read.Result, read.Duration, context.ReadDuration()));
    }

    [Fact]
    public void A_try_that_ended_shows_what_came_of_it()
    {
        var context = Context("");
        var question = new DnsQuestion("web.", DnsRecordType.A);
        var message = FakeDnsMessage.Addresses(question, 7, "10.0.0.2", "10.0.0.4");
        var answered = context.Begin(question, Server);
        var silent = context.Begin(question, Server);
        context.Begin(question, Server).OverTcp = true;
        time.Advance(TimeSpan.FromSeconds(1));
        answered.OverTcp = true;
        answered.End(AnswerVerifier.Verify(question, message, serverIsLoopback: false), message, null);
        time.Advance(TimeSpan.FromSeconds(1));
        silent.End(VerifiedAnswer.TimedOut, null, null);

        var read = context.ReadTrace();

        Assert.Equal(["answer tcp 00:00:01", "timeout udp 00:00:02", "abandoned tcp 00:00:02"], read.Select(one => $"{one.Result} {one.Transport} {one.Duration}"));
        Assert.Equal((0, "aa rd", 2, TimeSpan.FromSeconds(7)), (read[0].ResponseCode, read[0].Flags, read[0].Records, read[0].Ttl));
        Assert.Equal((null, "", 0, null), (read[1].ResponseCode, read[1].Flags, read[1].Records, read[1].Ttl));
    }

    private AskContext Context(string known) => new(new ResolverConfiguration { NameServers = [Server], Attempts = 2, Timeout = TimeSpan.FromSeconds(5) }, [Server], time)
    {
        Known = [.. known.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Peer.Parse)],
    };
}
