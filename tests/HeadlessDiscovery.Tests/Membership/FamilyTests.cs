namespace HeadlessDiscovery.Tests.Membership;

/// <summary>Each family decides over its own peers.</summary>
[Trait("rule", "E-7")]
public sealed class FamilyTests
{
    private const string V4 = "10.0.0.1 10.0.0.2 10.0.0.3";
    private const string V6 = "[fd00::1] [fd00::2] [fd00::3]";

    [Fact]
    public void The_first_answer_is_there_when_one_family_is()
    {
        var rules = new Rules().Both(V4, "?");
        Assert.Equal((true, true, PeerFamily.IPv6, V4), (rules.Now.IsResolved, rules.Now.IsStale, rules.Now.StaleFamily, rules.Peers));
    }

    [Fact]
    public void Nobody_of_one_family_beside_a_failure_of_the_other_is_no_first_answer() =>
        Assert.False(new Rules().Both("-", "?").Now.IsResolved);

    [Fact]
    public void Removals_go_on_in_the_family_that_is_answered_and_the_other_is_frozen()
    {
        var rules = new Rules().Both(V4, V6).Wait(20);
        for (var i = 0; i < 3; i++)
        {
            rules.Both("10.0.0.1 10.0.0.2", "?").Wait(1);
        }

        Assert.Equal("10.0.0.1 10.0.0.2 " + V6, rules.Peers);
        Assert.Equal(PeerFamily.IPv6, rules.Now.StaleFamily);
        rules.Both("10.0.0.1 10.0.0.2", V6);
        Assert.Null(rules.Now.StaleFamily);
    }

    [Fact]
    [Trait("rule", "E-6")]
    public void A_family_that_loses_all_its_peers_is_a_mass_removal_though_half_of_all_are_left()
    {
        var rules = new Rules().Both(V4, V6).Wait(20);
        for (var i = 0; i < 10; i++)
        {
            rules.Both(V4, "-").Wait(1);
            Assert.Equal($"{V4} {V6}", rules.Peers);
        }

        rules.Both(V4, V6).Wait(5);
        Assert.Empty(rules.Held);
        for (var i = 0; i < 17; i++)
        {
            rules.Both(V4, "-").Wait(1);
        }

        Assert.Equal(V4, rules.Peers);
    }

    [Fact]
    public void Both_families_that_fail_are_both_stale()
    {
        var rules = new Rules().Both(V4, V6).Wait(5).Both("?", "?");
        Assert.Equal((PeerFamily.Both, $"{V4} {V6}"), (rules.Now.StaleFamily, rules.Peers));
        Assert.Equal(PeerFamily.IPv4, rules.Wait(5).Both("?", V6).Now.StaleFamily);
    }

    [Fact]
    public void Which_family_is_stale_is_a_version()
    {
        var rules = new Rules().Both(V4, V6);
        var version = rules.Now.Version;
        Assert.Equal(version + 1, rules.Wait(5).Both("?", V6).Now.Version);
        Assert.Equal(version + 2, rules.Wait(5).Both(V4, "?").Now.Version);
    }

    [Fact]
    [Trait("rule", "E-6")]
    public void A_hold_that_began_while_its_family_failed_does_not_last_longer_for_all_of_the_failure()
    {
        var rules = new Rules().Both(V4, V6).Wait(20).Both(V4, "?").Wait(3600).Both(V4, "?").Said("fd00::3", isPresent: false, reported: true).Wait(1);
        Assert.Equal("[fd00::3]", rules.Held);
        for (var i = 0; i <= 16; i++)
        {
            rules.Both(V4, "[fd00::1]").Wait(1);
        }

        Assert.Equal($"{V4} [fd00::1]", rules.Peers);
    }

    [Fact]
    [Trait("rule", "R-2")]
    public void Only_where_both_families_are_copies_does_nothing_but_the_expiry_bring_news()
    {
        var rules = new Rules().Both(V4, V6, ttl: 30);
        Assert.False(rules.Wait(1).Both(V4, "[fd00::1]", ttl: 29).State.AwaitsExpiry);
        Assert.True(rules.Wait(1).Both(V4, "[fd00::1]", ttl: 28).State.AwaitsExpiry);
    }

    [Fact]
    [Trait("rule", "O-3")]
    public void The_list_is_stale_altogether_only_where_both_families_are()
    {
        var rules = new Rules().Both(V4, V6).Wait(5).Both(V4, "?");
        Assert.False(rules.State.IsStaleAltogether);
        Assert.True(rules.Wait(5).Both("?", "?").State.IsStaleAltogether);
    }
}
