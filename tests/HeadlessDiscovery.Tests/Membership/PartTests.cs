using HeadlessDiscovery.Membership;

namespace HeadlessDiscovery.Tests.Membership;

/// <summary>Answers that do not fit into 64 KiB: each is another random part.</summary>
[Trait("rule", "E-5")]
public sealed class PartTests
{
    private static readonly Peer[] Alive = [.. Enumerable.Range(0, 500).Select(Of)];
    private static readonly Peer[] Gone = [.. Enumerable.Range(1000, 20).Select(Of)];

    [Fact]
    public void Parts_add_up_and_remove_nobody_who_is_seen_now_and_then()
    {
        var (rules, random) = (new Rules(), new Random(1));
        for (var i = 0; i < 2000; i++)
        {
            rules.Part(Some(random, Alive), order: i + 1).Wait(5);
        }

        Assert.Equal(500, rules.Now.Count);
    }

    [Fact]
    public void A_peer_that_enough_different_parts_in_a_row_lack_is_removed()
    {
        var (rules, random) = (new Rules(), new Random(1));
        for (var i = 0; i < 60; i++)
        {
            rules.Part(Some(random, i < 20 ? [.. Alive, .. Gone] : Alive), order: i + 1).Wait(5);
        }

        Assert.Equal(Alive.Order(), rules.Now);
    }

    [Theory]
    [InlineData(95, 12)]
    [InlineData(80, 15)]
    [InlineData(50, 34)]
    public void A_peer_is_removed_after_as_many_parts_as_a_live_one_is_missing_from_once_in_ten_thousand_million_times(int listed, int parts)
    {
        // Twelve at least. The order is not known, so that each is another part.
        var rules = new Rules();
        for (var i = 0; i < 40; i++)
        {
            rules.Part([.. Turn(i, listed), Gone[0]], order: 0).Wait(5);
        }

        for (var i = 1; i <= parts; i++)
        {
            Assert.Contains(Gone[0], rules.Now);
            rules.Part(Turn(39 + i, listed), order: 0).Wait(5);
        }

        Assert.Equal(Alive.Take(100).Order(), rules.Now);
    }

    [Fact]
    public void Only_the_parts_in_a_row_that_are_random_count()
    {
        var rules = new Rules().Found(string.Join(' ', (IEnumerable<Peer>)[.. Alive.Take(100), Gone[0]])).Wait(5);
        for (var i = 1; i <= 30; i++)
        {
            rules.Part(Turn(0, 80), order: i).Wait(5);
        }

        // The first of them shows nobody who was missing from one part only.
        for (var i = 1; i <= 16; i++)
        {
            Assert.Contains(Gone[0], rules.Now);
            rules.Part(Turn(i, 80), order: 100 + i).Wait(5);
        }

        Assert.Equal(Alive.Take(100).Order(), rules.Now);
    }

    [Fact]
    public void Peers_that_come_along_with_a_failure_are_no_part_of_a_truncated_answer()
    {
        var rules = new Rules().Found("10.0.0.1 10.0.0.2");
        for (var i = 0; i < 20; i++)
        {
            rules.Wait(5).Unknown(LookupReason.FamilyFailed, "10.0.0.1");
        }

        NonEmpty.All(rules.State.Tracked, one => Assert.Equal(0, one.Unseen));
    }

    [Fact]
    public void A_part_with_another_host_name_at_an_address_lists_another_pod()
    {
        var rules = new Rules().Part([new Peer(Alive[0].Address, hostName: "web-0")], order: 1).Wait(5).Part([new Peer(Alive[0].Address, hostName: "web-1")], order: 2);
        Assert.Equal("web-1", Assert.Single(rules.Now).HostName);
    }

    [Fact]
    [Trait("rule", "E-9")]
    public void A_peer_that_a_part_has_just_listed_is_young()
    {
        var rules = new Rules().Found("10.0.0.1 10.0.0.2 10.0.0.3").Wait(60).Part([Peer.Parse("10.0.0.4")], order: 1);
        for (var i = 0; i < 3; i++)
        {
            rules.Wait(1).Found("10.0.0.1 10.0.0.2 10.0.0.3");
        }

        Assert.Equal("10.0.0.4", rules.Held);
    }

    [Fact]
    [Trait("rule", "E-1")]
    public void The_server_of_a_part_is_a_witness_of_the_peers_in_it()
    {
        var rules = new Rules().Found("10.0.0.1 10.0.0.2 10.0.0.3", server: "10.96.0.1").Wait(60);
        rules.Part([Peer.Parse("10.0.0.3"), Peer.Parse("10.0.0.4")], order: 1, server: "10.96.0.2").Wait(60);
        for (var i = 0; i < 3; i++)
        {
            rules.Found("10.0.0.1 10.0.0.2 10.0.0.3", server: "10.96.0.1").Wait(1);
        }

        Assert.Equal("10.0.0.4", rules.Held);
        for (var i = 0; i < 3; i++)
        {
            rules.Found("10.0.0.1 10.0.0.2", server: "10.96.0.3").Wait(1);
        }

        Assert.Equal("10.0.0.3 10.0.0.4", rules.Held);
    }

    [Fact]
    public void The_same_part_again_counts_once()
    {
        var (rules, random) = (new Rules(), new Random(1));
        for (var i = 0; i < 20; i++)
        {
            rules.Part(Some(random, [.. Alive, .. Gone]), order: i + 1).Wait(5);
        }

        var part = Some(random, Alive);
        for (var i = 0; i < 100; i++)
        {
            rules.Part(part, order: 777).Wait(5);
        }

        Assert.Equal(520, rules.Now.Count);
    }

    [Fact]
    public void Parts_that_begin_at_the_same_end_each_time_say_nothing_about_the_other()
    {
        // A server with a fixed order: whom it cuts off is there all the same.
        var rules = new Rules().Found(string.Join(' ', Alive.Take(400)));
        for (var i = 0; i < 100; i++)
        {
            rules.Part([.. Alive.Skip(100).Take(200), Of(2000 + i)], order: i + 1).Wait(5);
        }

        Assert.Subset(rules.Now.ToHashSet(), Alive.Take(400).ToHashSet());
    }

    [Fact]
    public void Where_peers_have_names_of_their_own_two_denials_remove_one_whom_parts_lack()
    {
        var rules = new Rules().Part([.. Alive, .. Gone], order: 1).Wait(5).Part(Alive, order: 2).Wait(5).Part(Alive, order: 3);
        var gone = Gone[0].Address.ToString();
        rules.Said(gone, isPresent: false);
        Assert.Contains(Gone[0], rules.Now.Held);
        rules.Wait(5).Part(Alive, order: 4).Said(gone, isPresent: false);
        Assert.DoesNotContain(Gone[0], rules.Now);
        Assert.Equal(519, rules.Now.Count);
    }

    [Fact]
    public void Where_peers_have_names_of_their_own_parts_alone_remove_nobody()
    {
        var rules = new Rules().Part([.. Turn(0, 80), Gone[0]], order: 0).Wait(5).Said(Alive[99].Address.ToString(), isPresent: true);
        for (var i = 1; i <= 60; i++)
        {
            rules.Part(Turn(i, 80), order: 0).Wait(5);
        }

        Assert.Contains(Gone[0], rules.Now);
    }

    [Fact]
    public void A_reported_peer_is_queried_by_its_own_name_until_it_is_gone_whether_parts_lack_it_or_not()
    {
        var rules = new Rules().Part(Alive, order: 1).Wait(5).Part(Alive, order: 2);
        Peer[] reported = [Alive[7]];
        var request = EvidenceChoice.Of(rules.State, reported, reported.Contains, isPart: true, rules.Elapsed);
        Assert.Equal(reported, request.Doubtful);
        Assert.Equal(reported, request.Reported);
        rules.Said(reported[0].Address.ToString(), isPresent: false, reported: true).Wait(5);
        Assert.Equal(reported, EvidenceChoice.Of(rules.State, [], reported.Contains, isPart: true, rules.Elapsed).Doubtful);
        rules.Said(reported[0].Address.ToString(), isPresent: false);
        Assert.DoesNotContain(reported[0], rules.Now);
    }

    [Fact]
    public void A_complete_answer_that_lists_a_peer_begins_its_count_of_parts_anew()
    {
        var all = string.Join(' ', (IEnumerable<Peer>)[.. Alive, .. Gone]);
        var rules = new Rules().Found(all).Wait(5).Part(Alive, order: 1).Wait(5).Part(Alive, order: 2).Wait(5).Found(all).Wait(5).Part(Alive, order: 3);
        Assert.Empty(EvidenceChoice.Of(rules.State, [], static _ => false, isPart: true, rules.Elapsed).Doubtful);
        rules.Wait(5).Part(Alive, order: 4).Wait(5).Part(Alive, order: 5);
        Assert.Equal(Gone, EvidenceChoice.Of(rules.State, [], static _ => false, isPart: true, rules.Elapsed).Doubtful);
    }

    [Fact]
    [Trait("rule", "E-6")]
    public void A_hold_from_a_time_of_parts_does_not_last_longer_for_all_of_that_time()
    {
        var rules = new Rules().Found(string.Join(' ', Alive)).Wait(20).Part([.. Alive, .. Gone], order: 1);
        for (var i = 2; i < 700; i++)
        {
            rules.Wait(5).Part([.. Alive, .. Gone], order: i);
        }

        rules.Said(Gone[0].Address.ToString(), isPresent: false, reported: true);
        for (var i = 0; i <= 16; i++)
        {
            rules.Found(string.Join(' ', Alive.Take(100))).Wait(1);
        }

        Assert.Equal(Alive.Take(100).Order(), rules.Now);
    }

    private static Peer Of(int number) => new(new System.Net.IPAddress([10, 1, (byte)(number / 256), (byte)(number % 256)]));

    // Of the first hundred, all but one block after the other.
    private static IEnumerable<Peer> Turn(int turn, int listed)
    {
        var (missing, blocks) = (100 - listed, 100 / (100 - listed));
        return Alive.Take(100).Where((_, i) => i / missing != turn % blocks);
    }

    private static Peer[] Some(Random random, Peer[] of)
    {
        var all = of.ToArray();
        random.Shuffle(all);
        return all[..400];
    }
}
