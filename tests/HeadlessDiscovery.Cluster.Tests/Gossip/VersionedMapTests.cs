using Gossip.Map;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Cluster.Tests.Gossip;

/// <summary>The rules of the map, on a clock that the test moves.</summary>
public sealed class VersionedMapTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void The_later_write_wins_in_whatever_order_they_arrive()
    {
        var first = Map();
        var second = Map();
        first.Write("key", "earlier");
        time.Advance(TimeSpan.FromSeconds(1));
        second.Write("key", "later");

        Assert.Equal("later", Merged(first, second)["key"]);
        Assert.Equal("later", Merged(second, first)["key"]);
        Assert.Equal("later", Merged(second, first, second, first)["key"]);
    }

    [Fact]
    public void Two_writes_at_the_same_time_have_the_same_winner_everywhere()
    {
        var first = Map();
        var second = Map();
        first.Write("key", "one");
        second.Write("key", "other");

        Assert.Equal(Merged(first, second)["key"], Merged(second, first)["key"]);
    }

    [Fact]
    public void A_write_is_later_than_what_its_node_has_seen_though_its_clock_is_behind()
    {
        var ahead = new FakeTimeProvider(time.GetUtcNow() + TimeSpan.FromHours(1));
        var fast = new VersionedMap(new HybridClock(ahead));
        var slow = Map();
        fast.Write("key", "seen");
        slow.Merge(All(fast));
        slow.Write("key", "answer");

        Assert.Equal("answer", Merged(slow, fast)["key"]);
        Assert.Equal("answer", Merged(fast, slow)["key"]);
    }

    [Fact]
    public void A_deleted_key_does_not_come_back_from_a_node_that_still_has_it()
    {
        var behind = Map();
        behind.Write("key", "old");
        var map = Map();
        map.Merge(All(behind));
        map.Write("key", null);

        Assert.Empty(Merged(map, behind));
        Assert.Empty(Merged(behind, map));
    }

    [Fact]
    public void A_difference_names_what_is_newer_here_and_what_is_newer_there()
    {
        var here = Map();
        here.Write("both", "same");
        here.Write("stale here", "old");
        here.Write("stale there", "old");
        var there = Map();
        there.Merge(All(here));
        here.Write("stale there", "new");
        here.Write("only here", "new");
        there.Write("stale here", "new");
        there.Write("only there", "new");

        var difference = here.Compare(there.Digest());

        Assert.Equal(["only here", "stale there"], difference.Newer.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["only there", "stale here"], difference.Wanted.Order(StringComparer.Ordinal));
        Assert.Equal("new", difference.Newer["stale there"].Value);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(3_155_378_975_999_999_999)]   // the end of the year 9999
    public void A_stamp_that_no_clock_can_give_is_refused_and_later_writes_still_win(long ticks)
    {
        var map = Map();
        map.Write("mine", "before");
        var other = Map();
        other.Write("right", "taken");
        var theirs = All(other);
        theirs["mine"] = new Entry("theirs", new Stamp(ticks, "node"));
        theirs["theirs"] = new Entry("theirs", new Stamp(ticks, "node"));

        Assert.Equal(2, map.Merge(theirs));
        Assert.Equal(["mine=before", "right=taken"], map.Values().Select(pair => $"{pair.Key}={pair.Value}"));
        Assert.Empty(map.Compare(theirs.ToDictionary(entry => entry.Key, entry => entry.Value.Stamp)).Wanted);

        // The clock was not drawn along: its next times are those of the day, and later than the one before.
        map.Write("mine", "after");
        var stamp = map.Digest()["mine"];
        Assert.InRange(stamp.Time, time.GetUtcNow().UtcTicks, time.GetUtcNow().UtcTicks + 10);
        Assert.Equal("after", Merged(other, map)["mine"]);
    }

    [Fact]
    public void An_hour_ahead_is_taken_a_moment_more_is_not_and_both_are_once_the_hour_is_over()
    {
        var limit = time.GetUtcNow().UtcTicks + HybridClock.MostAhead.Ticks;
        var theirs = new Dictionary<string, Entry> { ["at"] = new("value", new Stamp(limit, "node")), ["behind"] = new("value", new Stamp(limit + 1, "node")) };
        var map = Map();

        Assert.Equal(1, map.Merge(theirs));
        Assert.Equal(["at"], map.Values().Keys);

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["behind"], map.Compare(theirs.ToDictionary(entry => entry.Key, entry => entry.Value.Stamp)).Wanted);
        Assert.Equal(0, map.Merge(theirs));
        Assert.Equal(["at", "behind"], map.Values().Keys);
    }

    private static SortedDictionary<string, string> Merged(params VersionedMap[] maps)
    {
        var all = new VersionedMap(new HybridClock(TimeProvider.System));
        foreach (var map in maps)
        {
            all.Merge(All(map));
        }

        return all.Values();
    }

    private static Dictionary<string, Entry> All(VersionedMap map) => map.Take(map.Digest().Keys);

    private VersionedMap Map() => new(new HybridClock(time));
}
