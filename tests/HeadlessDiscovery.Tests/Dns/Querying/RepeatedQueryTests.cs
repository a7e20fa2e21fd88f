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

    private QuestionTries Silent()
    {
        var configuration = new ResolverConfiguration { NameServers = [server], Attempts = 2, Timeout = TimeSpan.FromSeconds(5) };
        var tries = new QuestionTries(new DnsQuestion("web.", DnsRecordType.A), QuestionPurpose.Candidate, new AskContext(configuration, [server], time), health, Hedge, time);
        tries.Next();
        return tries;
    }
}
