namespace HeadlessDiscovery.Tests.Membership;

[Trait("rule", "R-1")]
public sealed class RemovalTests
{
    private const string Five = "10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.4 10.0.0.5";
    private const string Four = "10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.4";

    [Fact]
    [Trait("rule", "R-1")]
    public void A_peer_that_an_answer_lacks_is_held_and_still_a_peer()
    {
        var rules = new Rules().Found(Five).Wait(5).Found(Four);
        Assert.Equal(Five, rules.Peers);
        Assert.Equal("10.0.0.5", rules.Held);
        Assert.Equal(Five, rules.Members);
    }

    [Fact]
    [Trait("rule", "R-1")]
    public void It_leaves_when_three_counted_answers_in_a_row_lack_it()
    {
        var rules = new Rules().Found(Five).Wait(20).Found(Four).Wait(1).Found(Four);
        Assert.Equal(Five, rules.Peers);
        rules.Wait(1).Found(Four);
        Assert.Equal(Four, rules.Peers);
        Assert.Empty(rules.Held);
    }

    [Fact]
    [Trait("rule", "R-5")]
    public void A_peer_that_is_named_again_leaves_the_hold_and_its_count_starts_anew()
    {
        var rules = new Rules().Found(Five).Wait(5).Found(Four).Wait(1).Found(Four).Wait(1).Found(Five);
        Assert.Empty(rules.Held);
        rules.Wait(5).Found(Four).Wait(1).Found(Four);
        Assert.Equal("10.0.0.5", rules.Held);
    }

    [Fact]
    [Trait("rule", "R-2")]
    public void The_same_cached_answer_counting_down_does_not_count()
    {
        var rules = new Rules().Found(Five, ttl: 30).Wait(30).Found(Four, ttl: 30);
        for (var ttl = 29; ttl > 20; ttl--)
        {
            rules.Wait(1).Found(Four, ttl);
            Assert.True(rules.State.AwaitsExpiry);
        }

        Assert.Equal("10.0.0.5", rules.Held);
        rules.Wait(22).Found(Four, ttl: 30).Wait(30).Found(Four, ttl: 30);
        Assert.Equal(Four, rules.Peers);
    }

    [Fact]
    [Trait("rule", "R-2")]
    public void A_lower_TTL_after_the_old_answer_expired_is_a_new_answer_that_somebody_else_asked_for()
    {
        var rules = new Rules().Found(Five, ttl: 5).Wait(5).Found(Four, ttl: 5).Wait(5).Found(Four, ttl: 4).Wait(4.5).Found(Four, ttl: 3);
        Assert.Equal(Four, rules.Peers);
    }

    [Fact]
    [Trait("rule", "R-2")]
    public void A_lower_TTL_that_does_not_count_down_to_the_same_moment_is_another_answer()
    {
        // One answer said a week; those after it say five seconds again, and must not wait a week for it.
        var rules = new Rules().Found(Five).Wait(20).Found(Four, ttl: 604_800).Wait(1).Found(Four, ttl: 5).Wait(1).Found(Four, ttl: 5);
        Assert.Equal(Four, rules.Peers);
    }

    [Theory]
    [Trait("rule", "R-2")]
    [InlineData(27, true)]
    [InlineData(26, false)]
    public void A_copy_may_expire_two_seconds_early_because_caches_round(int ttl, bool isCopy)
    {
        var rules = new Rules().Found(Five, ttl: 30).Wait(30).Found(Four, ttl: 30).Wait(1).Found(Four, ttl);
        Assert.Equal(isCopy, rules.State.AwaitsExpiry);
    }

    [Fact]
    [Trait("rule", "R-2")]
    public void A_copy_is_compared_with_the_answer_that_counted_and_not_with_the_copy_before()
    {
        var rules = new Rules().Found(Five, ttl: 30).Wait(30).Found(Four, ttl: 30).Wait(1).Found(Four, ttl: 27);
        Assert.True(rules.State.AwaitsExpiry);
        Assert.False(rules.Wait(1).Found(Four, ttl: 25).State.AwaitsExpiry);
    }

    [Fact]
    [Trait("rule", "R-2")]
    public void An_equal_TTL_counts_as_it_comes_straight_from_the_authority()
    {
        var rules = new Rules().Found(Five).Wait(20).Found(Four, 5).Wait(1).Found(Four, 5).Wait(1).Found(Four, 5);
        Assert.Equal(Four, rules.Peers);
    }

    [Fact]
    [Trait("rule", "R-3")]
    public void A_mass_removal_must_also_last_fifteen_seconds()
    {
        var rules = new Rules().Found(Five).Wait(5).Found("10.0.0.1 10.0.0.2");
        foreach (var wait in (double[])[1, 1, 2, 4])
        {
            rules.Wait(wait).Found("10.0.0.1 10.0.0.2");
            Assert.Equal(Five, rules.Peers);
        }

        rules.Wait(7).Found("10.0.0.1 10.0.0.2");
        Assert.Equal("10.0.0.1 10.0.0.2", rules.Peers);
    }

    [Theory]
    [Trait("rule", "R-3")]
    [InlineData(5, 2, true)]
    [InlineData(5, 3, false)]
    [InlineData(4, 2, true)]
    [InlineData(10, 5, true)]
    [InlineData(10, 6, false)]
    [InlineData(4, 1, true)]
    [InlineData(3, 1, true)]
    [InlineData(3, 2, false)]
    [InlineData(2, 1, false)]
    [InlineData(2, 0, true)]
    [InlineData(1, 0, true)]
    public void Mass_is_no_peer_left_or_at_most_half_of_at_least_three(int before, int after, bool isMass)
    {
        var rules = new Rules(self: "10.0.0.200").Found(Rules.Range(1, before) + " 10.0.0.200").Wait(20);
        var named = (after == 0 ? string.Empty : Rules.Range(1, after)) + " 10.0.0.200";
        rules.Found(named).Wait(1).Found(named).Wait(1).Found(named);
        Assert.Equal(isMass, rules.State.IsMassRemoval);
        Assert.Equal(isMass ? before : after, rules.Now.Count);
    }

    [Fact]
    [Trait("rule", "R-3")]
    public void This_process_does_not_count_in_a_mass_removal()
    {
        // One of three left. With itself, an answer would lack half of four.
        var rules = new Rules(self: "10.0.0.200").Found(Rules.Range(1, 3) + " 10.0.0.200").Wait(20);
        rules.Found(Rules.Range(1, 2)).Wait(1).Found(Rules.Range(1, 2)).Wait(1).Found(Rules.Range(1, 2));
        Assert.Equal(Rules.Range(1, 2), rules.Peers);
    }

    [Fact]
    [Trait("rule", "R-3")]
    public void A_replacement_by_equal_numbers_is_ordinary()
    {
        var rules = new Rules().Found(Rules.Range(1, 10)).Wait(20);
        for (var i = 0; i < 3; i++)
        {
            rules.Found(Rules.Range(11, 20)).Wait(1);
        }

        Assert.Equal(Rules.Range(11, 20), rules.Peers);
    }

    [Fact]
    [Trait("rule", "R-3")]
    public void Scale_to_zero_is_real_and_the_hold_ends()
    {
        var rules = new Rules().Found(Five).Wait(5).Empty();
        foreach (var wait in (double[])[1, 1, 2, 4, 7])
        {
            Assert.Equal(5, rules.Now.Count);
            rules.Wait(wait).Empty();
        }

        Assert.Empty(rules.Now);
        Assert.True(rules.Now.IsResolved);
        Assert.Equal(LookupOutcome.Empty, rules.Now.LastOutcome);
    }

    [Fact]
    [Trait("rule", "R-4")]
    public void One_confirmation_and_no_hold_remove_at_once()
    {
        var rules = new Rules(confirmations: 1, holdSeconds: 0).Found(Five, ttl: 30).Wait(1).Found(Four, ttl: 20);
        Assert.Equal(Four, rules.Peers);
        rules.Wait(1).Empty(ttl: 3);
        Assert.Empty(rules.Now);
    }

    [Fact]
    [Trait("rule", "R-1")]
    public void Unknown_never_removes_and_never_counts()
    {
        var rules = new Rules().Found(Five).Wait(5).Found(Four);
        for (var i = 0; i < 100; i++)
        {
            rules.Wait(30).Unknown();
        }

        Assert.Equal("10.0.0.5", rules.Held);
        Assert.Equal(Five, rules.Peers);
    }

    [Fact]
    [Trait("rule", "R-6")]
    public void After_a_stale_period_the_same_rules_hold_for_the_first_complete_answer()
    {
        var rules = new Rules().Found(Five).Wait(5).Unknown().Wait(600).Unknown().Wait(1).Found("10.0.0.9");
        Assert.Equal(6, rules.Now.Count);
        Assert.Equal(Five, rules.Held);
        Assert.False(rules.Now.IsStale);
    }

    [Theory]
    [Trait("rule", "R-6")]
    [InlineData(1)]
    [InlineData(600)]
    public void Time_without_an_answer_does_not_make_a_mass_removal_last(double outage)
    {
        // A server that restarts says no for a moment, is silent, and says no again until it knows its pods.
        var rules = new Rules().Found(Five).Wait(5).Empty().Wait(1).Empty();
        rules.Wait(1).Asked(outage).Unknown().Wait(30).Asked(outage).Unknown().Wait(1).Empty();
        Assert.Equal(Five, rules.Peers);
        foreach (var wait in (double[])[1, 1, 4, 6])
        {
            rules.Wait(wait).Empty();
            Assert.Equal(Five, rules.Peers);
        }

        rules.Wait(1).Empty();
        Assert.Empty(rules.Now);
    }

    [Fact]
    [Trait("rule", "R-6")]
    public void A_mass_removal_ends_though_every_other_look_up_fails()
    {
        var rules = new Rules().Found(Five).Wait(5).Empty();
        for (var i = 0; i < 15; i++)
        {
            Assert.Equal(Five, rules.Peers);
            rules.Wait(1).Asked(10).Unknown().Wait(1).Empty();
        }

        Assert.Empty(rules.Now);
    }

    [Fact]
    [Trait("rule", "R-5")]
    public void Additions_count_at_once_also_beside_a_hold()
    {
        var rules = new Rules().Found(Four).Wait(5).Found("10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.9");
        Assert.Equal("10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.4 10.0.0.9", rules.Peers);
        Assert.Equal("10.0.0.4", rules.Held);
    }

    [Fact]
    [Trait("rule", "S-25")]
    public void A_negative_answer_of_a_pinned_name_means_no_ready_peer_now_and_starts_the_removal_of_all()
    {
        var rules = new Rules().Found(Five).Wait(5).Empty();
        Assert.Equal(Five, rules.Held);
        Assert.False(rules.Now.IsStale);
    }

    [Fact]
    public void A_single_false_NXDOMAIN_changes_no_peer()
    {
        var rules = new Rules().Found(Five).Wait(5).Empty().Wait(1).Found(Five);
        Assert.Equal(Five, rules.Peers);
        Assert.Empty(rules.Held);
    }

    [Fact]
    public void The_wall_clock_may_jump_without_ending_a_hold()
    {
        var rules = new Rules().Found(Five).Wait(5).Found("10.0.0.1");
        rules.WallClockJump = TimeSpan.FromHours(1);
        rules.Wait(1).Found("10.0.0.1").Wait(1).Found("10.0.0.1");
        Assert.Equal(Five, rules.Peers);
        rules.WallClockJump = TimeSpan.FromHours(-1);
        rules.Wait(13).Found("10.0.0.1");
        Assert.Equal("10.0.0.1", rules.Peers);
    }
}
