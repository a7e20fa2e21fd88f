namespace HeadlessDiscovery.Tests.Membership;

/// <summary>Whose answer counts for a peer that it lacks.</summary>
[Trait("rule", "E-1")]
public sealed class WitnessTests
{
    private const string Five = "10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.4 10.0.0.5";
    private const string Three = "10.0.0.1 10.0.0.2 10.0.0.3";

    [Fact]
    public void A_server_that_never_listed_a_peer_removes_it_only_after_a_minute_without_a_better_answer()
    {
        var rules = new Rules().Found(Five, server: "10.96.0.1").Wait(20);
        for (var i = 0; i < 12; i++)
        {
            rules.Found(Three, server: "10.96.0.2").Wait(5);
            Assert.Equal(Five, rules.Peers);
            Assert.Equal("10.0.0.4 10.0.0.5", rules.Held);
        }

        rules.Found(Three, server: "10.96.0.2").Wait(5).Found(Three, server: "10.96.0.2");
        Assert.Equal(Five, rules.Peers);
        rules.Wait(5).Found(Three, server: "10.96.0.2");
        Assert.Equal(Three, rules.Peers);
    }

    [Fact]
    public void A_better_server_that_lists_the_peer_again_begins_the_minute_anew()
    {
        var rules = new Rules().Found(Five, server: "10.96.0.1").Wait(20);
        for (var i = 0; i < 20; i++)
        {
            rules.Found(Three, server: "10.96.0.2").Wait(5).Found(Three, server: "10.96.0.2").Wait(40).Found(Five, server: "10.96.0.1").Wait(5);
        }

        Assert.Equal(Five, rules.Peers);
        Assert.Empty(rules.Held);
    }

    [Fact]
    public void A_server_that_listed_the_peer_before_removes_it_as_ever()
    {
        var rules = new Rules().Found(Five, server: "10.96.0.1").Wait(10).Found(Five, server: "10.96.0.2").Wait(10);
        rules.Found(Three, server: "10.96.0.2").Wait(1).Found(Three, server: "10.96.0.2").Wait(1).Found(Three, server: "10.96.0.2");
        Assert.Equal(Three, rules.Peers);
    }

    [Fact]
    public void An_answer_given_in_place_of_another_servers_removes_nobody()
    {
        var rules = new Rules().Found(Five, server: "10.96.0.1").Wait(20);
        for (var i = 0; i < 100; i++)
        {
            rules.Found(Three, server: "10.96.0.1", secondHand: true).Wait(5);
        }

        Assert.Equal(Five, rules.Peers);
        Assert.Equal("10.0.0.4 10.0.0.5", rules.Held);
        rules.Found(Three, server: "10.96.0.1").Wait(1).Found(Three, server: "10.96.0.1").Wait(1).Found(Three, server: "10.96.0.1");
        Assert.Equal(Three, rules.Peers);
    }

    [Fact]
    public void A_denial_of_all_by_a_server_that_never_listed_some_removes_only_the_others_at_first()
    {
        var rules = new Rules().Found(Five, server: "10.96.0.1").Wait(10).Found(Three, server: "10.96.0.2").Wait(10);
        for (var i = 0; i < 5; i++)
        {
            rules.Found("10.0.0.9", server: "10.96.0.2").Wait(5);
        }

        Assert.Equal("10.0.0.4 10.0.0.5 10.0.0.9", rules.Peers);
    }

    [Fact]
    public void The_second_server_to_answer_is_a_witness_as_the_first_is()
    {
        var rules = new Rules().Found(Three, server: "10.96.0.1").Wait(20).Found(Five, server: "10.96.0.2").Wait(20);
        rules.Found(Three, server: "10.96.0.1").Wait(1).Found(Three, server: "10.96.0.1").Wait(1).Found(Three, server: "10.96.0.1");
        Assert.Equal("10.0.0.4 10.0.0.5", rules.Held);
    }

    [Fact]
    public void A_peer_keeps_the_witnesses_that_it_had_when_another_server_lists_it()
    {
        var rules = new Rules().Found(Five, server: "10.96.0.1").Wait(20).Found(Five, server: "10.96.0.2").Wait(20);
        rules.Found(Three, server: "10.96.0.3").Wait(1).Found(Three, server: "10.96.0.3").Wait(1).Found(Three, server: "10.96.0.3");
        Assert.Equal("10.0.0.4 10.0.0.5", rules.Held);
    }

    [Fact]
    public void A_server_that_is_no_longer_configured_makes_no_other_one_wait()
    {
        var rules = new Rules().Found(Five, server: "10.96.0.9").Wait(20);
        rules.Found(Three, server: "10.96.0.1").Wait(1).Found(Three, server: "10.96.0.1").Wait(1).Found(Three, server: "10.96.0.1");
        Assert.Equal(Three, rules.Peers);
    }

    [Fact]
    public void The_minute_of_a_server_that_never_listed_a_peer_begins_with_its_own_answer()
    {
        // The first server lacked them for a minute before, in one answer and its copies.
        var rules = new Rules().Found(Five, 120, server: "10.96.0.1").Wait(121).Found(Three, 120, server: "10.96.0.1").Wait(61);
        rules.Found(Three, server: "10.96.0.2").Wait(6).Found(Three, server: "10.96.0.2").Wait(6).Found(Three, server: "10.96.0.2");
        Assert.Equal("10.0.0.4 10.0.0.5", rules.Held);
    }
}
