using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.FusionCache.Tests;

/// <summary>What a pod that joins is told, on a clock that the test moves.</summary>
public sealed class RecentInvalidationsTests
{
    private readonly FakeTimeProvider time = new();
    private readonly RecentInvalidations recent;

    public RecentInvalidationsTests() => recent = new RecentInvalidations(TimeSpan.FromSeconds(60), capacity: 3, time);

    [Fact]
    public void Of_each_key_the_newest_is_told_for_the_length_of_the_window()
    {
        var first = Post("a");
        time.Advance(TimeSpan.FromSeconds(30));
        var other = Post("b");
        var again = Post("a");
        Assert.NotSame(first, again);
        Assert.Equal([other, again], recent.Replay());

        time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal([other, again], recent.Replay());
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(recent.Replay());
    }

    [Fact]
    public void One_key_of_two_caches_is_two_keys()
    {
        var one = Post("a", "prices");
        var other = Post("a", "stock");
        Assert.Equal([one, other], recent.Replay());
    }

    [Fact]
    public void Too_many_keys_are_everything_of_each_cache_for_the_length_of_the_window()
    {
        foreach (var key in new[] { "a", "b", "c" })
        {
            Post(key);
        }

        time.Advance(TimeSpan.FromSeconds(50));
        Post("d", "stock");
        Assert.Equal([("prices", null), ("stock", null)], recent.Replay().Select(invalidation => invalidation.Subject));

        time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(2, recent.Replay().Count());
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(recent.Replay());
    }

    private Invalidation Post(string key, string channel = "prices")
    {
        var posted = new Invalidation(channel, key, [1], time.GetTimestamp());
        recent.Add(posted);
        return posted;
    }
}
