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

    [Fact]
    [Trait("rule", "O-3")]
    public void The_name_that_answered_is_known_while_nobody_answers() =>
        Assert.Equal("web.shop.svc.cluster.local.", new Rules().Found("10.0.0.1").Wait(5).Unknown().Now.ResolvedName);

    [Theory]
    [Trait("rule", "E-8")]
    [InlineData(600, 2)]
    [InlineData(601, 1)]
    public void A_peer_that_left_is_remembered_for_ten_minutes(int seconds, int remembered)
    {
        var rules = new Rules(confirmations: 1, holdSeconds: 0).Found("10.0.0.1 10.0.0.2 10.0.0.3").Wait(300).Found("10.0.0.1 10.0.0.2");
        rules.Wait(seconds).Found("10.0.0.1");
        Assert.Equal(remembered, rules.State.Departed.Count);
    }

    [Fact]
    [Trait("rule", "R-2")]
    public void However_many_caches_take_turns_only_four_answers_are_remembered()
    {
        var rules = new Rules();
        for (var i = 0; i < 10; i++)
        {
            rules.Found("10.0.0.1 10.0.0.2", ttl: 100 + (10 * i)).Wait(1);
        }

        var counted = Assert.Single(rules.State.Families).Counted;
        Assert.Equal(4, counted.Length);
        NonEmpty.All(counted, one => Assert.Same(counted[0].Peers, one.Peers));
        Assert.Single(rules.Wait(1000).Found("10.0.0.1 10.0.0.2").State.Families[0].Counted);
    }

    [Fact]
    [Trait("rule", "E-7")]
    public void Each_family_is_remembered_once()
    {
        var rules = new Rules().Both("10.0.0.1", "[fd00::1]").Wait(5).Both("10.0.0.1", "?").Wait(5).Both("10.0.0.1", "[fd00::1]");
        Assert.Equal(2, rules.State.Families.Length);
    }

    [Fact]
    [Trait("rule", "E-1")]
    public void Each_of_the_first_32_servers_is_remembered_once()
    {
        var rules = new Rules().Found("10.0.0.1", server: "10.96.0.1").Wait(5).Found("10.0.0.1", server: "10.96.0.1").Wait(5).Found("10.0.0.1");
        Assert.Single(rules.State.Witnesses);
        for (var i = 2; i < 40; i++)
        {
            rules.Wait(5).Found("10.0.0.1", server: $"10.96.0.{i}");
        }

        Assert.Equal(32, rules.State.Witnesses.Length);
    }
}
