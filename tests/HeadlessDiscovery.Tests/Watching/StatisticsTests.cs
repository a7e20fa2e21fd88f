using HeadlessDiscovery.Tests.Support;
using HeadlessDiscovery.Watching;

namespace HeadlessDiscovery.Tests.Watching;

public sealed class StatisticsTests
{
    [Fact]
    public void Percentiles_are_within_a_sixteenth_of_the_durations_counted()
    {
        var tally = new LookupTally();
        Assert.Null(tally.Read().MedianDuration);
        for (var i = 1; i <= 98; i++)
        {
            tally.Count(isFailure: false, TimeSpan.FromMilliseconds(2));
        }

        tally.Count(isFailure: true, TimeSpan.FromSeconds(5));
        tally.Count(isFailure: true, TimeSpan.FromHours(5));
        var read = tally.Read();
        Assert.InRange(read.MedianDuration!.Value.TotalMilliseconds, 2 * 15 / 16.0, 2 * 17 / 16.0);
        Assert.InRange(read.Percentile99Duration!.Value.TotalSeconds, 5 * 15 / 16.0, 5 * 17 / 16.0);
        Assert.Equal((100, 2, 2), (read.Lookups, read.FailedLookups, read.FailuresInARow));
        tally.Count(isFailure: false, TimeSpan.Zero);
        Assert.Equal((2, 0), (tally.Read().FailedLookups, tally.Read().FailuresInARow));
    }

    [Fact]
    public async Task Lookups_failures_and_the_time_to_the_next_lookup_are_counted()
    {
        await using var service = new WatchedService();
        Assert.Null(service.Resolver.GetCurrentStatistics().NextLookupIn);
        await service.FirstAsync();
        var first = service.Resolver.GetCurrentStatistics();
        Assert.Equal((1, 0), (first.Lookups, first.FailedLookups));
        Assert.InRange(first.NextLookupIn!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));

        service.Answers("SERVFAIL");
        await service.NextAsync(5);
        await service.NextAsync(2);
        var failing = service.Resolver.GetCurrentStatistics();
        Assert.Equal((3, 2, 2), (failing.Lookups, failing.FailedLookups, failing.FailuresInARow));
        await service.Resolver.DisposeAsync();
        Assert.Null(service.Resolver.GetCurrentStatistics().NextLookupIn);
    }

    [Fact]
    public async Task A_held_peer_is_shown_with_its_count_and_its_time()
    {
        await using var service = new WatchedService();
        await service.FirstAsync();
        service.Answers("A:10.0.0.1");
        await service.NextAsync(5);
        var held = Assert.Single(service.Resolver.GetCurrentStatistics().Held);
        Assert.Equal(("10.0.0.2", 1), (held.Peer.ToString(), held.Confirmations));
        Assert.True(held.Needed > 1);
        service.Time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(TimeSpan.FromMilliseconds(100), service.Resolver.GetCurrentStatistics().Held[0].HeldFor - held.HeldFor);
    }

    [Fact]
    public async Task Reports_are_counted_for_members_with_who_reported_last_and_forgotten_after_ten_minutes()
    {
        await using var service = new WatchedService();
        await service.FirstAsync();
        service.Resolver.ReportUnreachable(Peer.Parse("10.0.0.9"), "stranger");
        service.Resolver.ReportUnreachable(Peer.Parse("10.0.0.2"));
        Assert.Null(Assert.Single(service.Resolver.GetCurrentStatistics().Reported).Reporter);
        IPeerResolver resolver = service.Resolver;
        resolver.ReportUnreachable(Peer.Parse("10.0.0.2"), "orders client");
        var reported = Assert.Single(service.Resolver.GetCurrentStatistics().Reported);
        Assert.Equal(("10.0.0.2", 2, "orders client", TimeSpan.Zero), (reported.Peer.ToString(), reported.Count, reported.Reporter, reported.LastAgo));
        service.Time.Advance(TimeSpan.FromMilliseconds(300));
        resolver.ReportUnreachable(Peer.Parse("10.0.0.2"));
        service.Time.Advance(TimeSpan.FromMilliseconds(200));
        var last = Assert.Single(service.Resolver.GetCurrentStatistics().Reported);
        Assert.Equal((3, null, TimeSpan.FromMilliseconds(200)), (last.Count, last.Reporter, last.LastAgo));
        service.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.Empty(service.Resolver.GetCurrentStatistics().Reported);
    }
}
