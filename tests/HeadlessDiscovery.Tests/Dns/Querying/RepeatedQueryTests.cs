using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tests.Dns;

/// <summary>Whether a query is repeated while its first copy is silent: of those of a minute a tenth may have been needless.</summary>
public sealed class RepeatedQueryTests
{
    private static readonly TimeSpan Hedge = TimeSpan.FromMilliseconds(300);

    private readonly FakeTimeProvider time = new();
    private readonly System.Net.IPEndPoint server = TestLookup.Server("10.0.0.1");
    private readonly ServerHealth health;

    public RepeatedQueryTests()
    {
        health = new ServerHealth(time);
    }

    [Theory]
    [InlineData(19, false)]
    [InlineData(20, true)]
    [Trait("rule", "T-4")]
    public void A_silent_query_is_repeated_while_fewer_than_a_tenth_were_needless(int sent, bool isRepeated)
    {
        for (var i = 0; i < sent; i++)
        {
            health.Of(server).Sent();
        }

        health.Of(server).WasOnlyLate(1);
        var tries = Silent();

        Assert.Equal(isRepeated ? Hedge : Timeout.InfiniteTimeSpan, tries.NextDelay());
        time.Advance(Hedge);
        Assert.Equal(isRepeated, tries.MayStart());
    }

    [Fact]
    [Trait("rule", "T-4")]
    public void A_late_reply_to_the_first_copy_makes_the_later_ones_needless()
    {
        var late = Silent();
        time.Advance(Hedge);
        Assert.True(late.MayStart());
        late.Next();

        late.Replied(0);

        Assert.False(health.Of(server).MayRepeat(0));
    }

    [Fact]
    [Trait("rule", "T-4")]
    public void A_copy_that_was_lost_makes_the_later_one_needed()
    {
        var lost = Silent();
        time.Advance(Hedge);
        Assert.True(lost.MayStart());
        lost.Next();

        lost.Replied(1);

        Assert.True(health.Of(server).MayRepeat(0));
    }

    [Fact]
    [Trait("rule", "T-4")]
    public void A_server_that_fails_is_followed_by_the_next_try_whatever_was_needless()
    {
        health.Of(server).Sent();
        health.Of(server).WasOnlyLate(1);
        var tries = Silent();

        tries.Failed(LookupReason.ServFail);

        Assert.True(tries.MayStart());
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [Trait("rule", "T-4")]
    public void Over_TCP_silence_brings_about_one_more_try_only(bool useTcp, bool tcpFirst)
    {
        var configuration = new ResolverConfiguration { NameServers = [server], Attempts = 2, Timeout = TimeSpan.FromSeconds(5), UseTcp = useTcp };
        var tries = Tries(new AskContext(configuration, [server], time) { TcpFirst = tcpFirst });
        tries.Next();
        time.Advance(Hedge);
        tries.Next();

        Assert.Equal(useTcp || tcpFirst, tries.NextDelay() == Timeout.InfiniteTimeSpan);
    }

    [Fact]
    [Trait("rule", "T-4")]
    public void Tries_beyond_the_configured_number_end_with_the_attempt()
    {
        var tries = Silent();
        time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal([5, 5, 2], Enumerable.Range(0, 3).Select(index => tries.TimeFor(index).TotalSeconds));
    }

    [Fact]
    [Trait("rule", "S-19")]
    public void A_try_overtakes_another_where_that_was_made_at_another_server()
    {
        var other = TestLookup.Server("10.0.0.2");
        var configuration = new ResolverConfiguration { NameServers = [server, other], Attempts = 2, Timeout = TimeSpan.FromSeconds(5) };
        var two = Tries(new AskContext(configuration, [server, other], time));
        var one = Silent();

        Assert.Equal([false, true, true], Enumerable.Range(0, 3).Select(two.OvertakesAnother));
        Assert.Equal([false, false, false], Enumerable.Range(0, 3).Select(one.OvertakesAnother));
    }

    private QuestionTries Silent()
    {
        var configuration = new ResolverConfiguration { NameServers = [server], Attempts = 2, Timeout = TimeSpan.FromSeconds(5) };
        var tries = Tries(new AskContext(configuration, [server], time));
        tries.Next();
        return tries;
    }

    private QuestionTries Tries(AskContext context) => new(new DnsQuestion("web.", DnsRecordType.A), QuestionPurpose.Candidate, context, health, Hedge, time);
}
