using HeadlessDiscovery.Membership;

namespace HeadlessDiscovery.Tests.Membership;

/// <summary>What is remembered between two answers, beside the peers.</summary>
public sealed class MemoryTests
{
    [Theory]
    [InlineData("10.0.0.2 10.0.0.3 10.0.0.4 10.0.0.5", "10.0.0.3 10.0.0.4 10.0.0.5")]
    [InlineData("10.0.0.1 10.0.0.3 10.0.0.4 10.0.0.5", "10.0.0.3 10.0.0.4 10.0.0.5")]
    [Trait("rule", "R-1")]
    public void The_oldest_hold_is_the_first_in_time_not_by_address(string first, string second)
    {
        var rules = new Rules().Found("10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.4 10.0.0.5").Wait(5).Found(first);
        var oldest = rules.Elapsed;

        rules.Wait(5).Found(second);

        Assert.Equal("10.0.0.1 10.0.0.2", rules.Held);
        Assert.Equal(oldest, rules.State.OldestHold);
    }

    [Fact]
    [Trait("rule", "O-1")]
    public void Only_an_address_makes_it_known_that_there_ever_was_one()
    {
        var rules = new Rules().Unknown();
        Assert.False(rules.State.WasEverNonEmpty);

        rules.Unknown(LookupReason.FamilyFailed, "10.0.0.1");
        Assert.True(rules.State.WasEverNonEmpty);
    }

    [Fact]
    [Trait("rule", "O-1")]
    public void That_there_ever_was_one_is_not_forgotten_while_nobody_answers()
    {
        var rules = new Rules(confirmations: 1, holdSeconds: 0).Found("10.0.0.1").Wait(5).Empty();
        Assert.Empty(rules.State.Tracked);

        rules.Unknown();

        Assert.True(rules.State.WasEverNonEmpty);
    }

    [Fact]
    [Trait("rule", "O-3")]
    public void A_failed_look_up_moves_neither_the_time_of_the_last_answer_nor_its_end()
    {
        var rules = new Rules().Found("10.0.0.1");
        var (resolvedAt, expiresAt) = (rules.Now.ResolvedAt, rules.Now.ExpiresAt);

        rules.Wait(60).Unknown();

        Assert.Equal((resolvedAt, expiresAt), (rules.Now.ResolvedAt, rules.Now.ExpiresAt));
    }
}
