using System.Diagnostics;
using HeadlessDiscovery.RealDns.Tests.Queries;
using HeadlessDiscovery.RealDns.Tests.Servers;
using HeadlessDiscovery.RealDns.Tests.Zones;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>The second name server is a cache that serves expired answers, and has an old one; the first fails.</summary>
public abstract class ExpiredAnswerTests() : Deadline(TimeSpan.FromMinutes(3))
{
    private const int Ttl = 2;
    private const int Old = 3;
    private const int All = 5;

    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(50);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <param name="program">The cache's program.</param>
    /// <param name="create">The cache before an authority.</param>
    /// <param name="expiredTtls">The TTLs, in seconds, that it gives to what is expired.</param>
    internal async Task OutageAsync(string program, Func<AuthoritativeServer, CachingServer> create, int[] expiredTtls)
    {
        Installed.RequirePrograms(Installed.Knot, program);
        await using var authority = await RealServers.StartAsync(new KnotServer());
        await using var cache = await RealServers.StartAsync(create(authority));
        string[] services = ["plain", "named"];
        await authority.AddAsync(Pods.Records("plain", 0, Old, Ttl), Token);
        await authority.AddAsync(Enumerable.Range(0, Old).SelectMany(index => Pods.Endpoint("named", index, Ttl)), Token);
        foreach (var service in services)
        {
            Assert.Equal(Old, (await RawQuery.AskAsync(cache.EndPoint, Pods.Fqdn(service), Token)).Addresses.Count);
        }

        await authority.AddAsync(Pods.Records("plain", Old, All - Old, Ttl), Token);
        await authority.AddAsync(Enumerable.Range(Old, All - Old).SelectMany(index => Pods.Endpoint("named", index, Ttl)), Token);
        await using var plain = Cluster.Plain("plain", authority, cache);
        await using var named = Cluster.Plain("named", authority, cache);
        PeerResolver[] resolvers = [plain, named];
        var stories = resolvers.Select(resolver => new Story(resolver)).ToList();
        foreach (var resolver in resolvers)
        {
            await resolver.UntilAsync(snapshot => snapshot.Count == All, Token);
        }

        var start = Stopwatch.GetTimestamp();
        authority.Kill();
        await WatchAsync(cache, services, expiredTtls);
        NonEmpty.All(resolvers, resolver => Assert.True(resolver.Current.IsStale || resolver.Current.Held.Length == All - Old, $"{resolver.Name}: {resolver.Current}"));
        NonEmpty.All(resolvers, resolver => Assert.Equal(All, resolver.Current.Count));

        await authority.RestartAsync();
        await authority.AddAsync(Pods.Records("plain", All, 1, Ttl), Token);
        await authority.AddAsync(Pods.Endpoint("named", All, Ttl), Token);
        foreach (var resolver in resolvers)
        {
            await resolver.UntilAsync(snapshot => snapshot is { Count: All + 1, IsStale: false, Held.IsEmpty: true }, Token);
        }

        foreach (var story in stories)
        {
            await story.UntilAsync(start, Pods.Address(All), isRemoval: false, Token);
            Assert.Empty(story.Removed);
        }
    }

    // The same three, with a TTL that stands still, for as long as the authority is away.
    private async Task WatchAsync(CachingServer cache, string[] services, int[] expiredTtls)
    {
        var end = DateTime.UtcNow + Outage;
        var ttls = new List<TimeSpan?>();
        while (DateTime.UtcNow < end)
        {
            await Task.Delay(Pause, Token);
            foreach (var service in services)
            {
                var answer = await RawQuery.AskAsync(cache.EndPoint, Pods.Fqdn(service), Token);
                Assert.Equal((RawAnswer.NoError, Old), (answer.Code, answer.Addresses.Count));
                ttls.Add(answer.Ttl);
            }
        }

        // The first ones may still count down.
        var expired = ttls.Skip(services.Length * 2).Select(ttl => (int)Assert.NotNull(ttl).TotalSeconds).Distinct().ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"TTL of expired answers: {string.Join(", ", expired)} s");
        NonEmpty.All(expired, ttl => Assert.Contains(ttl, expiredTtls));
    }
}
