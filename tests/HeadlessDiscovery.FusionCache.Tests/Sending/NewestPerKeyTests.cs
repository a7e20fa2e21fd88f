
namespace HeadlessDiscovery.FusionCache.Tests;

/// <summary>What waits for one peer.</summary>
public sealed class NewestPerKeyTests
{
    private readonly NewestPerKey waiting = new();

    [Fact]
    public void What_was_told_leaves_a_newer_message_of_the_same_key_where_it_is()
    {
        var underWay = Post("a");
        var newer = Post("a");

        waiting.Remove(underWay);
        Assert.Equal([newer], waiting);
        waiting.Remove(newer);
        Assert.Empty(waiting);
    }

    [Fact]
    public void What_was_told_leaves_what_everything_has_become_since()
    {
        var underWay = Post("a");
        waiting.Collapse(timestamp: 1);
        var everything = Assert.Single(waiting);
        waiting.Remove(underWay);
        Assert.Equal([everything], waiting);

        waiting.Collapse(timestamp: 2);
        waiting.Remove(everything);
        Assert.Equal(2, Assert.Single(waiting).Timestamp);
    }

    private Invalidation Post(string key)
    {
        var posted = new Invalidation("prices", key, [1], timestamp: 0);
        waiting.Add(posted);
        return posted;
    }
}
