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

    private static Peer[] Some(Random random, Peer[] of)
    {
        var all = of.ToArray();
        random.Shuffle(all);
        return all[..400];
    }
}
