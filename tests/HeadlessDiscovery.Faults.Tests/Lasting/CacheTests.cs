using HeadlessDiscovery.Faults.Tests.Lasting.Cases;
using HeadlessDiscovery.Faults.Tests.Lasting.World;

namespace HeadlessDiscovery.Faults.Tests.Lasting;

/// <summary>How fast news comes through a cache.</summary>
public sealed class CacheTests(CacheTests.Measured measured) : IClassFixture<CacheTests.Measured>
{
    [Fact]
    public void Behind_a_cache_a_removal_is_4_s_later_than_the_cache_in_the_median() =>
        NonEmpty.All(measured.Of(Caches.CountsDown), account => Assert.InRange(account.Marks[Marked.MedianBeyondLag], 0, 4));

    [Fact]
    public void Behind_a_cache_a_removal_is_8_s_later_than_the_cache_at_most() =>
        NonEmpty.All(measured.Of(Caches.CountsDown), account => Assert.InRange(account.Marks[Marked.MostBeyondLag], 0, 8));

    // The jitter, and the second that another one's query came earlier.
    [Fact]
    public void Behind_a_cache_an_addition_is_seen_as_soon_as_the_cache_shows_it() =>
        NonEmpty.All(measured.Of(Caches.CountsDown), account => Assert.InRange(account.Marks[Marked.LateAdditions], 0, 1.5));

    [Fact]
    public void Behind_a_cache_nobody_is_removed_who_lives() =>
        NonEmpty.All(measured.Of(Caches.CountsDown), account => Assert.Equal((0, 0, 0), (account.WronglyRemoved, account.MissingAtEnd, account.DeadAtEnd)));

    [Fact]
    public void A_TTL_that_never_counts_down_is_refreshed_each_5_s() =>
        NonEmpty.All(measured.Of(Caches.Docker), account => Assert.InRange(account.Marks[Marked.LongestGap], 0, 5.6));

    public sealed class Measured() : LastingMeasured(nameof(Caches));
}
