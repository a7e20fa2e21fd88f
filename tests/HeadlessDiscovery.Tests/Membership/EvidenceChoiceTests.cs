using System.Collections.Immutable;
using HeadlessDiscovery.Membership;

namespace HeadlessDiscovery.Tests.Membership;

/// <summary>Which peers are queried by other names, and beside whom.</summary>
[Trait("rule", "E-4")]
public sealed class EvidenceChoiceTests
{
    private static readonly Peer[] Nobody = [];

    [Fact]
    public void A_control_is_a_peer_that_is_neither_held_nor_reported()
    {
        var rules = new Rules().Found("10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.4", 30).Wait(31).Found("10.0.0.1 10.0.0.2 10.0.0.3", 30).Wait(1);
        Assert.Equal("10.0.0.1 10.0.0.3", Text(Of(rules, reported: "10.0.0.2").Controls));
        Assert.True(Of(rules, reported: "10.0.0.1 10.0.0.2 10.0.0.3").IsEmpty);
    }

    [Fact]
    public void Sixteen_controls_are_enough() =>
        Assert.Equal(Rules.Range(2, 17), Text(Of(new Rules().Found(Rules.Range(1, 30)).Wait(5), reported: "10.0.0.1").Controls));

    [Fact]
    public void A_hold_that_began_in_this_turn_waits_for_the_next()
    {
        var rules = new Rules().Found("10.0.0.1 10.0.0.2", 30).Wait(31).Found("10.0.0.1", 30);
        Assert.Empty(Of(rules).Doubtful);
        Assert.Equal("10.0.0.2", Text(Of(rules.Wait(1)).Doubtful));
    }

    [Fact]
    public void Eight_own_names_are_queried_reported_peers_first_and_then_those_whose_denial_is_oldest()
    {
        var present = Rules.Range(1, 20);
        var rules = new Rules().Found(Rules.Range(1, 40), 30).Wait(31).Found(present, 30).Wait(1).Found(present, 29).Said(Rules.Range(21, 28), isPresent: false);
        rules.Wait(6).Found(present, 23);
        Assert.Equal(Rules.Range(29, 36), Text(Of(rules).Doubtful));
        var reported = Of(rules, reported: "10.0.0.1 10.0.0.2");
        Assert.Equal("10.0.0.1 10.0.0.2 " + Rules.Range(29, 34), Text(reported.Doubtful));
        Assert.Equal("10.0.0.1 10.0.0.2", Text(reported.Reported));
        rules.Said(Rules.Range(29, 36), isPresent: false).Wait(1).Found(present, 22).Said(Rules.Range(37, 40), isPresent: false).Wait(5).Found(present, 17);
        Assert.Equal(Rules.Range(21, 28), Text(Of(rules).Doubtful));
        Assert.Equal(8, Of(rules, reported: Rules.Range(1, 10)).Doubtful.Length);
    }

    [Fact]
    public void The_records_are_read_only_while_the_set_itself_says_nothing_new()
    {
        var rules = new Rules(confirmations: 5).Found("10.0.0.1 10.0.0.2", 30).Wait(31).Found("10.0.0.1", 30).Wait(1).Found("10.0.0.1", 29).Said("10.0.0.2", isPresent: false);
        Assert.Equal("10.0.0.2", Text(Of(rules.Wait(1).Found("10.0.0.1", 28)).InServiceRecords));
        var fresh = Of(rules.Wait(1).Found("10.0.0.1", 30));
        Assert.Equal("10.0.0.2", rules.Held);
        Assert.Empty(fresh.InServiceRecords);
        Assert.Empty(fresh.Doubtful);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [Trait("rule", "E-8")]
    public void Other_names_do_not_decide_over_a_peer_that_servers_disagree_about(int returns, bool isQueried)
    {
        var rules = new Rules().Found("10.0.0.1 10.0.0.2").Wait(20);
        for (var i = 0; i < returns; i++)
        {
            rules.Found("10.0.0.1").Wait(1).Found("10.0.0.1 10.0.0.2").Wait(5);
        }

        Assert.Equal(isQueried ? "10.0.0.2" : string.Empty, Text(Of(rules.Found("10.0.0.1").Wait(1)).Doubtful));
    }

    [Fact]
    [Trait("rule", "E-5")]
    public void Beside_parts_28_own_names_are_queried_reported_peers_first_then_held_ones_and_then_those_missing_from_most_parts()
    {
        var rules = new Rules();
        foreach (var (last, order) in (IEnumerable<(int, int)>)[(60, 1), (30, 2), (30, 3), (30, 4), (20, 5), (20, 6), (20, 7)])
        {
            rules.Part(Rules.Range(1, last).Split(' ').Select(Peer.Parse), order).Wait(5);
        }

        Assert.Equal(Rules.Range(31, 58), Text(Of(rules, isPart: true).Doubtful));
        Assert.Equal(Rules.Range(1, 16), Text(Of(rules, isPart: true).Controls));
        rules.Said("10.0.0.21", isPresent: false);
        Assert.Equal("10.0.0.1 10.0.0.2 10.0.0.21 " + Rules.Range(31, 55), Text(Of(rules, reported: "10.0.0.1 10.0.0.2", isPart: true).Doubtful));
        Assert.False(Of(rules, isPart: true).LearnsNames);
    }

    private static EvidenceRequest Of(Rules rules, string reported = "", bool isPart = false)
    {
        var peers = reported.Length == 0 ? Nobody : [.. reported.Split(' ').Select(Peer.Parse)];
        return EvidenceChoice.Of(rules.State, peers, peers.Contains, isPart, rules.Elapsed);
    }

    private static string Text(ImmutableArray<Peer> peers) => string.Join(' ', peers);
}
