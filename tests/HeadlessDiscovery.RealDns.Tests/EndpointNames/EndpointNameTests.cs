using System.Diagnostics;
using HeadlessDiscovery.RealDns.Tests.Queries;
using HeadlessDiscovery.RealDns.Tests.Servers;
using HeadlessDiscovery.RealDns.Tests.Zones;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>A cache with a TTL of 30 s before a zone with the name of each endpoint, as CoreDNS has it.</summary>
public abstract class EndpointNameTests() : Deadline(TimeSpan.FromMinutes(3))
{
    private const int Ttl = 30;
    private const int PodsEach = 5;
    private const int Services = 10;

    // Beyond what the cache itself is late.
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan LatestReport = TimeSpan.FromSeconds(3);

    internal async Task ChurnAsync(string program, Func<AuthoritativeServer, CachingServer> create)
    {
        Installed.RequirePrograms(Installed.Knot, program);
        await using var authority = await RealServers.StartAsync(new KnotServer());
        await using var cache = await RealServers.StartAsync(create(authority));

        // Half of them have SRV records at the service's name too, as in CoreDNS.
        var lags = await Task.WhenAll(Enumerable.Range(0, Services).Select(index => OneAsync(authority, cache, $"churn-{index}", index, withSrv: index % 2 == 0)));
        (string What, IEnumerable<TimeSpan> Times)[] figures =
        [
            ("removed, by names and SRV,", lags.Where((_, index) => index % 2 == 0).Select(lag => lag.Removal)),
            ("removed, by names alone,", lags.Where((_, index) => index % 2 == 1).Select(lag => lag.Removal)),
            ("added", lags.Select(lag => lag.Addition)),
        ];
        var latest = figures.Select(figure => Latency(figure.What, [.. figure.Times.Order()])).ToList();
        NonEmpty.All(latest, late => Assert.InRange(late, TimeSpan.FromSeconds(-1), Latest));
    }

    internal async Task ReportAsync(string program, Func<AuthoritativeServer, CachingServer> create)
    {
        Installed.RequirePrograms(Installed.Knot, program);
        await using var authority = await RealServers.StartAsync(new KnotServer());
        await using var cache = await RealServers.StartAsync(create(authority));
        await authority.AddAsync(Enumerable.Range(0, PodsEach).SelectMany(index => Pods.Endpoint("dying", index, Ttl, withSrv: true)), Token);
        await using var resolver = Cluster.Plain("dying", cache);
        var story = new Story(resolver);
        var five = await resolver.UntilAsync(snapshot => snapshot.Count == PodsEach, Token);

        // Two seconds after the cache took the set anew, one pod dies and another one only seems dead.
        // With the second copy the resolver reads the SRV set once, so that its copy is as old; the third one is as in the long run.
        for (var copy = 1; copy < 3; copy++)
        {
            await RawQuery.UntilAsync(cache.EndPoint, Pods.Fqdn("dying"), answer => answer.Ttl < TimeSpan.FromSeconds(Ttl / 2), Token);
            await RawQuery.UntilAsync(cache.EndPoint, Pods.Fqdn("dying"), answer => answer.Ttl > TimeSpan.FromSeconds(Ttl / 2), Token);
        }

        await Task.Delay(TimeSpan.FromSeconds(2), Token);
        await authority.RemoveAsync(Pods.Endpoint("dying", 0, Ttl, withSrv: true), Token);
        var reported = Stopwatch.GetTimestamp();
        resolver.ReportUnreachable(five.Single(peer => peer.ToString() == Pods.Address(0)));
        resolver.ReportUnreachable(five.Single(peer => peer.ToString() == Pods.Address(1)));
        await resolver.UntilAsync(snapshot => snapshot.Count == PodsEach - 1, Token);
        var late = Stopwatch.GetElapsedTime(reported);
        var cached = await RawQuery.AskAsync(cache.EndPoint, Pods.Fqdn("dying"), Token);
        TestContext.Current.TestOutputHelper?.WriteLine($"Gone {late.TotalSeconds:F1} s after the report, while the cache lists {cached.Addresses.Count} for {cached.Ttl} more.");
        Assert.InRange(late, TimeSpan.Zero, LatestReport);
        Assert.Contains(Pods.Address(0), cached.Addresses);

        // Past the end of the old copy, and with a pod more, so that the new one was seen.
        await authority.AddAsync(Pods.Endpoint("dying", PodsEach, Ttl, withSrv: true), Token);
        var after = await resolver.UntilAsync(snapshot => snapshot.Any(peer => peer.ToString() == Pods.Address(PodsEach)), Token);
        Assert.Equal(PodsEach, after.Count);
        await story.UntilAsync(reported, Pods.Address(PodsEach), isRemoval: false, Token);
        Assert.Equal([Pods.Address(0)], story.Removed);
        Assert.Null(story.Since(reported, Pods.Address(0), isRemoval: false));
    }

    private static TimeSpan Latency(string what, IReadOnlyList<TimeSpan> sorted)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"{what} after the cache had the news: median {sorted[sorted.Count / 2].TotalSeconds:F1} s, longest {sorted[^1].TotalSeconds:F1} s.");
        return sorted[^1];
    }

    // One pod leaves and one joins, at a moment of its own in the life of the cached copy.
    private async Task<(TimeSpan Removal, TimeSpan Addition)> OneAsync(AuthoritativeServer authority, CachingServer cache, string service, int number, bool withSrv)
    {
        var (left, joined) = (Pods.Address(0), Pods.Address(PodsEach));
        await authority.AddAsync(Enumerable.Range(0, PodsEach).SelectMany(index => Pods.Endpoint(service, index, Ttl, withSrv)), Token);
        await using var resolver = Cluster.Plain(service, cache);
        var story = new Story(resolver);
        await resolver.UntilAsync(snapshot => snapshot.Count == PodsEach, Token);
        await Task.Delay(TimeSpan.FromSeconds(2 * number), Token);
        await authority.RemoveAsync(Pods.Endpoint(service, 0, Ttl, withSrv), Token);
        await authority.AddAsync(Pods.Endpoint(service, PodsEach, Ttl, withSrv), Token);
        var changed = Stopwatch.GetTimestamp();

        // Nobody can know before the cache does; asking it does not change when that is.
        var answer = await RawQuery.UntilAsync(cache.EndPoint, Pods.Fqdn(service), fresh => !fresh.Addresses.Contains(left), Token);

        var lag = Stopwatch.GetElapsedTime(changed);
        Assert.Contains(joined, answer.Addresses);
        await resolver.UntilAsync(snapshot => snapshot.Count == PodsEach && !snapshot.Any(peer => peer.ToString() == left), Token);
        var times = (await story.UntilAsync(changed, left, isRemoval: true, Token) - lag, await story.UntilAsync(changed, joined, isRemoval: false, Token) - lag);
        Assert.Equal([left], story.Removed);
        return times;
    }
}
