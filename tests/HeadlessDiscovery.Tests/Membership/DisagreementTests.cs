namespace HeadlessDiscovery.Tests.Membership;

/// <summary>Answers that list a peer and lack it, for long.</summary>
public sealed class DisagreementTests
{
    private const string Five = "10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.4 10.0.0.5";
    private const string Four = "10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.4";

    [Fact]
    [Trait("rule", "E-6")]
    public void A_hold_that_began_as_part_of_a_mass_removal_stays_one_until_the_peer_is_listed_again()
    {
        // A replica that fills up: the later answers alone would be no mass removal.
        var rules = new Rules().Found(Rules.Range(1, 100)).Wait(20);
        foreach (var count in (int[])[20, 40, 49, 50, 80, 100])
        {
            rules.Found(Rules.Range(1, count)).Wait(1);
            Assert.Equal(100, rules.Now.Count);
        }

        Assert.Empty(rules.Held);
    }

    [Fact]
    [Trait("rule", "E-6")]
    public void The_removal_of_others_does_not_make_a_peer_of_the_same_mass_removal_start_over()
    {
        // Found by simulation (keepttl, seed 70115031): a peer that needs sixteen statements was listed for twice as long.
        var rules = new Rules().Found(Rules.Range(1, 7)).Wait(20);
        for (var i = 0; i < 5; i++)
        {
            rules.Found(Rules.Range(1, 6)).Wait(1).Found(Rules.Range(1, 7)).Wait(1);
        }

        for (var i = 0; i < 15; i++)
        {
            rules.Found(Rules.Range(1, 3)).Wait(6);
        }

        Assert.Equal("10.0.0.7", rules.Held);
        Assert.Equal(Rules.Range(1, 3), rules.Found(Rules.Range(1, 3)).Peers);
    }

    [Theory]
    [Trait("rule", "E-6")]
    [InlineData(5, false)]
    [InlineData(6, true)]
    [InlineData(7, true)]
    public void Those_still_missing_when_three_of_four_are_back_start_over_with_an_ordinary_hold(int back, bool startOver)
    {
        var rules = new Rules().Found(Rules.Range(1, 8)).Wait(20).Found(Rules.Range(1, 3)).Wait(1).Found(Rules.Range(1, back)).Wait(1).Found(Rules.Range(1, back)).Wait(1);
        Assert.Equal(Rules.Range(1, 8), rules.Peers);
        Assert.Equal(startOver ? Rules.Range(1, back) : Rules.Range(1, 8), rules.Found(Rules.Range(1, back)).Peers);
    }

    [Fact]
    [Trait("rule", "E-6")]
    public void A_peer_that_needs_many_statements_keeps_its_count_when_the_others_of_a_mass_removal_are_back()
    {
        // Found by simulation (keepttl, seed 140225044): a pod that joined made it start over.
        var rules = new Rules().Found(Rules.Range(1, 8)).Wait(20);
        for (var i = 0; i < 5; i++)
        {
            rules.Found(Rules.Range(1, 7)).Wait(1).Found(Rules.Range(1, 8)).Wait(1);
        }

        for (var i = 0; i < 10; i++)
        {
            rules.Found(Rules.Range(1, 3)).Wait(1);
        }

        for (var i = 0; i < 5; i++)
        {
            rules.Found(Rules.Range(1, 7)).Wait(1);
            Assert.Equal("10.0.0.8", rules.Held);
        }

        Assert.Equal(Rules.Range(1, 7), rules.Found(Rules.Range(1, 7)).Peers);
    }

    [Fact]
    [Trait("rule", "E-6")]
    public void Peers_that_join_end_a_mass_removal_as_those_that_come_back_do()
    {
        const string others = "10.0.0.1 10.0.0.11 10.0.0.12";
        var rules = new Rules().Found(Four).Wait(20).Found("10.0.0.1").Wait(1).Found(others).Wait(1).Found(others).Wait(1).Found(others);
        Assert.Equal(others, rules.Peers);
    }

    [Fact]
    [Trait("rule", "E-8")]
    public void A_peer_that_came_back_after_a_removal_needs_more_statements_the_next_time()
    {
        // More than ten minutes after the start: the removal is recent all the same.
        var rules = new Rules().Found(Five).Wait(700).Found(Four).Wait(1).Found(Four).Wait(1).Found(Four);
        Assert.Equal(Four, rules.Peers);
        rules.Wait(5).Found(Five).Wait(20);
        for (var i = 0; i < 5; i++)
        {
            rules.Found(Four).Wait(1);
        }

        Assert.Equal("10.0.0.5", rules.Held);
        Assert.Equal(Four, rules.Found(Four).Peers);
    }

    [Fact]
    [Trait("rule", "E-8")]
    public void One_return_from_a_hold_is_forgiven()
    {
        var rules = new Rules().Found(Five).Wait(20).Found(Four).Wait(1).Found(Five).Wait(5).Found(Four).Wait(1).Found(Four).Wait(1).Found(Four);
        Assert.Equal(Four, rules.Peers);
    }

    [Fact]
    [Trait("rule", "E-8")]
    public void After_ten_quiet_minutes_three_statements_are_enough_again()
    {
        var rules = new Rules().Found(Five).Wait(20).Found(Four).Wait(1).Found(Four).Wait(1).Found(Four).Wait(5).Found(Five);
        rules.Wait(601).Found(Four).Wait(1).Found(Four).Wait(1).Found(Four);
        Assert.Equal(Four, rules.Peers);
    }

    [Fact]
    [Trait("rule", "E-8")]
    public void The_ten_quiet_minutes_begin_with_the_last_return()
    {
        var rules = new Rules().Found(Five).Wait(20).Found(Four).Wait(1).Found(Four).Wait(1).Found(Four).Wait(5).Found(Five);
        rules.Wait(400).Found(Four).Wait(1).Found(Five).Wait(400).Found(Four).Wait(1).Found(Four).Wait(1).Found(Four);
        Assert.Equal("10.0.0.5", rules.Held);
    }

    [Theory]
    [Trait("rule", "E-8")]
    [InlineData(4, 20, true)]
    [InlineData(4, 19, false)]
    [InlineData(3, 60, false)]
    public void Four_returns_within_minutes_show_a_disagreement_and_four_within_one_minute_do_not(int returns, int seconds, bool disagree)
    {
        var rules = new Rules().Found(Five).Wait(20);
        for (var i = 0; i < returns; i++)
        {
            rules.Found(Four).Wait(1).Found(Five).Wait(seconds - 1);
        }

        Assert.Equal(disagree, rules.State.ServersDisagree);
    }

    [Theory]
    [Trait("rule", "E-8")]
    [InlineData(10, 6)]
    [InlineData(9, 3)]
    public void While_servers_disagree_about_one_peer_for_longer_than_they_lag_the_removal_of_another_needs_as_many_statements(int seconds, int needed)
    {
        const string withoutAnother = "10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.5";
        var rules = new Rules().Found(Five).Wait(20).Found(Four).Wait(1).Found(Five).Wait(seconds - 1).Found(Four).Wait(1).Found(Five).Wait(5);
        for (var i = 1; i < needed; i++)
        {
            Assert.Equal(Five, rules.Found(withoutAnother).Wait(1).Peers);
        }

        Assert.Equal(withoutAnother, rules.Found(withoutAnother).Peers);
    }

    [Fact]
    [Trait("rule", "E-8")]
    public void A_peer_that_is_removed_and_comes_back_again_and_again_makes_the_removal_of_no_other_one_harder()
    {
        // A container that crashes and is started again: nobody disagrees about it.
        const string withoutAnother = "10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.5";
        var rules = new Rules().Found(Five).Wait(20);
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < 16; j++)
            {
                rules.Found(Four).Wait(1);
            }

            Assert.Equal(Four, rules.Peers);
            rules.Found(Five).Wait(20);
        }

        rules.Found(withoutAnother).Wait(1).Found(withoutAnother).Wait(1).Found(withoutAnother);
        Assert.Equal(withoutAnother, rules.Peers);
    }

    [Fact]
    [Trait("rule", "E-8")]
    public void A_server_that_never_listed_a_peer_disagrees_and_makes_its_removal_no_harder()
    {
        var rules = new Rules().Found(Five, server: "10.96.0.1").Wait(20);
        for (var i = 0; i < 4; i++)
        {
            rules.Found(Four, server: "10.96.0.2").Wait(1).Found(Five, server: "10.96.0.1").Wait(20);
        }

        Assert.True(rules.State.ServersDisagree);
        rules.Found(Four, server: "10.96.0.1").Wait(1).Found(Four, server: "10.96.0.1").Wait(1).Found(Four, server: "10.96.0.1");
        Assert.Equal(Four, rules.Peers);
    }

    [Fact]
    [Trait("rule", "E-8")]
    public void Sixteen_statements_are_enough_for_ever()
    {
        var rules = new Rules().Found(Five).Wait(20);
        for (var i = 0; i < 50; i++)
        {
            rules.Found(Four).Wait(5).Found(Five).Wait(5);
        }

        Assert.Equal(Five, rules.Peers);
        Assert.True(rules.State.ServersDisagree);
        for (var i = 0; i < 15; i++)
        {
            rules.Found(Four).Wait(5);
        }

        Assert.Equal("10.0.0.5", rules.Held);
        Assert.Equal(Four, rules.Found(Four).Peers);
    }

    [Fact]
    [Trait("rule", "E-8")]
    public void A_pod_that_leaves_and_comes_back_for_real_shows_no_disagreement()
    {
        var rules = new Rules().Found(Five).Wait(20);
        for (var i = 0; i < 5; i++)
        {
            for (var j = 0; j < 16; j++)
            {
                rules.Found(Four).Wait(1);
            }

            Assert.Equal(Four, rules.Peers);
            rules.Found(Five).Wait(60);
        }

        Assert.False(rules.State.ServersDisagree);
    }

    [Fact]
    [Trait("rule", "E-9")]
    public void A_peer_that_has_just_come_is_not_removed_by_a_replica_that_is_five_seconds_behind()
    {
        var rules = new Rules().Found(Four).Wait(30).Found(Five).Wait(1);
        for (var i = 0; i < 5; i++)
        {
            rules.Found(Four).Wait(1);
            Assert.Equal(Five, rules.Peers);
        }

        Assert.Equal(Four, rules.Found(Four).Peers);
    }

    [Theory]
    [Trait("rule", "E-9")]
    [InlineData(14, true)]
    [InlineData(15, false)]
    public void A_peer_is_young_for_fifteen_seconds(int age, bool isYoung)
    {
        var rules = new Rules().Found(Four).Wait(30).Found(Five).Wait(age).Found(Four).Wait(1).Found(Four).Wait(1).Found(Four);
        Assert.Equal(isYoung ? Five : Four, rules.Peers);
    }

    [Fact]
    [Trait("rule", "E-9")]
    public void A_copy_that_does_not_count_down_is_known_by_its_order_where_the_server_shuffles()
    {
        var rules = new Rules().Found(Five, 30, order: 1).Wait(31).Found(Five, 30, order: 2).Wait(31);
        for (var i = 0; i < 20; i++)
        {
            rules.Found(Four, 30, order: 3).Wait(1);
        }

        Assert.Equal("10.0.0.5", rules.Held);
        rules.Wait(11).Found(Four, 30, order: 4).Wait(1).Found(Four, 30, order: 5);
        Assert.Equal(Four, rules.Peers);
    }

    [Fact]
    [Trait("rule", "E-9")]
    public void The_order_of_a_server_that_never_shuffled_says_nothing()
    {
        var rules = new Rules().Found(Five, 30, order: 1).Wait(31).Found(Four, 30, order: 2).Wait(1).Found(Four, 30, order: 2).Wait(1).Found(Four, 30, order: 2);
        Assert.Equal(Four, rules.Peers);
    }

    [Fact]
    [Trait("rule", "E-9")]
    public void An_answer_whose_order_is_not_known_does_not_show_that_a_server_shuffles()
    {
        var rules = new Rules().Found(Five, 30, order: 1).Wait(31).Found(Five, 30, order: 0).Wait(31);
        rules.Found(Four, 30, order: 2).Wait(1).Found(Four, 30, order: 2).Wait(1).Found(Four, 30, order: 2);
        Assert.Equal(Four, rules.Peers);
    }

    [Fact]
    [Trait("rule", "E-9")]
    public void Copies_of_two_caches_that_take_turns_count_once_each()
    {
        // Each counts down to a moment of its own.
        var rules = new Rules().Found(Five, 30).Wait(31).Found(Four, 30);
        for (var second = 1; second < 20; second++)
        {
            rules.Wait(1).Found(Four, second % 2 == 0 ? 30 - second : 25 - second);
        }

        Assert.Equal("10.0.0.5", rules.Held);
    }
}
