namespace HeadlessDiscovery.Tests.Membership;

/// <summary>Statements under other names in place of copies of one answer.</summary>
[Trait("rule", "E-4")]
public sealed class OtherNamesTests
{
    private const string Five = "10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.4 10.0.0.5";
    private const string Four = "10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.4";

    [Fact]
    public void A_denial_of_its_own_name_and_an_SRV_set_without_it_confirm_a_removal_while_the_cached_set_cannot()
    {
        var rules = Lacking().Wait(1).Found(Four, 29).Said("10.0.0.5", isPresent: false);
        Assert.Equal(Five, rules.Peers);
        rules.Wait(1).Found(Four, 28).Said("10.0.0.5", isPresent: false, byRecords: true);
        Assert.Equal(Four, rules.Peers);
    }

    [Fact]
    public void A_turn_has_one_statement()
    {
        var rules = new Rules().Found(Five, 5).Wait(20).Found(Four, 5).Wait(1).Found(Four, 5).Said("10.0.0.5", isPresent: false);
        Assert.Equal(Five, rules.Peers);
        Assert.Equal(Four, rules.Wait(1).Found(Four, 5).Peers);
    }

    [Fact]
    [Trait("rule", "E-5")]
    public void A_turn_has_one_statement_after_parts_too()
    {
        var (five, four) = (Five.Split(' ').Select(Peer.Parse), Four.Split(' ').Select(Peer.Parse));
        var rules = new Rules().Part(five, order: 1).Wait(5).Part(four, order: 2).Wait(5).Part(four, order: 3).Wait(5).Part(four, order: 4).Wait(5);
        rules.Found(Four, 5).Wait(1).Found(Four, 5).Said("10.0.0.5", isPresent: false);
        Assert.Equal("10.0.0.5", rules.Held);
        Assert.Equal(Four, rules.Wait(1).Found(Four, 5).Peers);
    }

    [Fact]
    public void The_own_name_and_the_records_are_dated_each_by_itself()
    {
        var own = Lacking().Wait(6).Found(Four, 24).Said("10.0.0.5", isPresent: false).Wait(1).Found(Four, 23);
        Assert.Equal(Four, own.Said("10.0.0.5", isPresent: false, byRecords: true, age: 3).Peers);
        var again = new Rules(confirmations: 4).Found(Five, 30).Wait(31).Found(Four, 30).Wait(1).Found(Four, 29).Said("10.0.0.5", isPresent: false);
        again.Wait(6).Found(Four, 23).Said("10.0.0.5", isPresent: false, byRecords: true).Wait(1).Found(Four, 22);
        Assert.Equal(Four, again.Said("10.0.0.5", isPresent: false, age: 4).Peers);
    }

    [Fact]
    public void The_own_name_that_is_there_begins_the_count_anew_and_the_peer_stays_held()
    {
        var rules = Lacking();
        for (var i = 0; i < 20; i++)
        {
            rules.Wait(30).Found(Four, 30).Said("10.0.0.5", isPresent: true);
        }

        Assert.Equal(Five, rules.Peers);
        Assert.Equal("10.0.0.5", rules.Held);
    }

    [Fact]
    public void The_same_denial_out_of_a_cache_counts_once()
    {
        var rules = Lacking();
        for (var age = 0; age < 20; age++)
        {
            rules.Wait(1).Found(Four, 29 - age).Said("10.0.0.5", isPresent: false, age: age);
        }

        Assert.Equal(Five, rules.Peers);
    }

    [Fact]
    public void A_denial_from_before_the_answer_that_listed_the_peer_says_nothing()
    {
        // Somebody asked for the name before the pod was there.
        var rules = Lacking().Wait(1).Found(Four, 29).Said("10.0.0.5", isPresent: false, age: 60);
        rules.Wait(1).Found(Four, 28).Said("10.0.0.5", isPresent: false, byRecords: true);
        Assert.Equal("10.0.0.5", rules.Held);
    }

    [Fact]
    public void A_cached_set_that_is_older_than_the_denial_brings_nobody_back()
    {
        var rules = new Rules().Found(Five, 30).Wait(31).Found(Five, 30).Wait(2).Found(Five, 28);
        rules.Said("10.0.0.5", isPresent: false, reported: true).Said("10.0.0.5", isPresent: false, byRecords: true, reported: true);
        Assert.Equal(Four, rules.Peers);
        for (var ttl = 27; ttl > 0; ttl--)
        {
            Assert.Equal(Four, rules.Wait(1).Found(Five, ttl).Peers);
        }

        // A new answer is newer than the denial: the pod is back.
        Assert.Equal(Five, rules.Wait(1).Found(Five, 30).Peers);
    }

    [Fact]
    public void A_report_alone_removes_nobody_and_a_peer_that_is_there_stays()
    {
        var rules = new Rules().Found(Five, 30).Wait(31).Found(Five, 30).Wait(2).Found(Five, 28).Said("10.0.0.5", isPresent: true, reported: true);
        Assert.Equal(Five, rules.Peers);
        Assert.Empty(rules.Held);
    }

    [Fact]
    public void Many_denials_at_once_are_a_mass_removal()
    {
        var rules = new Rules().Found(Five, 30).Wait(31).Found(Five, 30).Wait(2).Found(Five, 28);
        rules.Said("10.0.0.3 10.0.0.4 10.0.0.5", isPresent: false, reported: true).Said("10.0.0.3 10.0.0.4 10.0.0.5", isPresent: false, byRecords: true, reported: true);
        Assert.Equal(Five, rules.Peers);
        Assert.Equal("10.0.0.3 10.0.0.4 10.0.0.5", rules.Held);
        Assert.Equal("10.0.0.1 10.0.0.2", rules.Wait(20).Found("10.0.0.1 10.0.0.2", 30).Peers);
    }

    [Fact]
    public void A_server_that_never_listed_the_peer_denies_it_only_after_a_minute()
    {
        var rules = new Rules().Found(Five, 30, server: "10.96.0.1").Wait(31).Found(Four, 30, server: "10.96.0.2").Wait(1).Found(Four, 29, server: "10.96.0.2");
        rules.Said("10.0.0.5", isPresent: false, server: "10.96.0.2").Wait(1).Found(Four, 28, server: "10.96.0.2").Said("10.0.0.5", isPresent: false, byRecords: true, server: "10.96.0.2");
        Assert.Equal("10.0.0.5", rules.Held);

        // The set came 0, 30 and 58 s after its first; with two copies of the last, only the denials count.
        rules.Wait(28).Found(Four, 30, server: "10.96.0.2").Wait(28).Found(Four, 30, server: "10.96.0.2");
        rules.Wait(1).Found(Four, 29, server: "10.96.0.2").Said("10.0.0.5", isPresent: false, server: "10.96.0.2");
        Assert.Equal("10.0.0.5", rules.Held);
        foreach (var ttl in (double[])[27, 25, 23])
        {
            Assert.Equal("10.0.0.5", rules.Held);
            rules.Wait(2).Found(Four, ttl, server: "10.96.0.2").Said("10.0.0.5", isPresent: false, server: "10.96.0.2");
        }

        Assert.Equal(Four, rules.Peers);
    }

    [Fact]
    public void The_minute_of_a_denial_begins_with_the_first_by_a_server_that_never_listed_the_peer()
    {
        // The set comes from a server that listed it, as one answer and its copies.
        var rules = new Rules().Found(Five, 120, server: "10.96.0.1").Wait(121).Found(Four, 120, server: "10.96.0.1");
        rules.Wait(1).Found(Four, 119, server: "10.96.0.1").Said("10.0.0.5", isPresent: false, server: "10.96.0.2");
        foreach (var ttl in (double[])[89, 60, 59])
        {
            rules.Wait(ttl == 59 ? 1 : 30 - (ttl == 60 ? 1 : 0)).Found(Four, ttl, server: "10.96.0.1").Said("10.0.0.5", isPresent: false, server: "10.96.0.2");
        }

        Assert.Equal("10.0.0.5", rules.Held);
        Assert.Equal(Four, rules.Wait(2).Found(Four, 57, server: "10.96.0.1").Said("10.0.0.5", isPresent: false, server: "10.96.0.2").Peers);
    }

    [Fact]
    public void A_report_and_a_denial_by_a_server_that_never_listed_the_peer_hold_nobody()
    {
        var rules = new Rules().Found(Five, 30, server: "10.96.0.1").Wait(31).Found(Five, 30, server: "10.96.0.1").Wait(2).Found(Five, 28, server: "10.96.0.1");
        rules.Said("10.0.0.5", isPresent: false, server: "10.96.0.2", reported: true);
        Assert.Empty(rules.Held);
    }

    [Fact]
    public void A_denial_given_in_place_of_another_servers_says_nothing()
    {
        var rules = Lacking();
        for (var ttl = 28; ttl > 0; ttl -= 2)
        {
            rules.Wait(2).Found(Four, ttl).Said("10.0.0.5", isPresent: false, secondHand: true);
        }

        Assert.Equal("10.0.0.5", rules.Held);
    }

    [Fact]
    public void A_denial_from_before_the_answer_that_lists_a_reported_peer_says_nothing()
    {
        var rules = new Rules().Found(Five, 30).Wait(31).Found(Five, 30).Wait(2).Found(Five, 28).Said("10.0.0.5", isPresent: false, age: 3, reported: true);
        Assert.Empty(rules.Held);
    }

    [Fact]
    public void The_TTL_of_a_denial_says_nothing_about_the_age_of_a_set()
    {
        var rules = new Rules().Found(Five, 30).Wait(31).Empty(300).Wait(5).Found(Five, 30).Said("10.0.0.5", isPresent: false, age: 100, reported: true);
        Assert.Empty(rules.Held);
    }

    [Fact]
    [Trait("rule", "E-6")]
    public void A_mass_removal_by_denials_ends_though_an_older_set_lists_them_still()
    {
        var rules = new Rules().Found(Five, 30).Wait(31).Found(Five, 30).Wait(2).Found(Five, 28);
        rules.Said("10.0.0.3 10.0.0.4 10.0.0.5", isPresent: false, reported: true).Said("10.0.0.3 10.0.0.4 10.0.0.5", isPresent: false, byRecords: true, reported: true);
        Assert.Equal(Five, rules.Wait(14).Found(Five, 14).Peers);
        Assert.Equal("10.0.0.1 10.0.0.2", rules.Wait(1).Found(Five, 13).Peers);
    }

    // The answer of a cache lacks a peer; its TTL of 30 s counts down from here.
    private static Rules Lacking() => new Rules().Found(Five, 30).Wait(31).Found(Four, 30);
}
