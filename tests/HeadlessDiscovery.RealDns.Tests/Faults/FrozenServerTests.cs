using HeadlessDiscovery.RealDns.Tests.Queries;
using HeadlessDiscovery.RealDns.Tests.Servers;
using HeadlessDiscovery.RealDns.Tests.Zones;
using HeadlessDiscovery.Testing;
using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>Two servers of the zone, of which one stands still for two minutes.</summary>
public abstract class FrozenServerTests() : Deadline(TimeSpan.FromMinutes(5))
{
    private protected const string Service = "frozen";
    private const int Ttl = 5;

    // What the first ten minutes of an hour may cost at most, and here are two of them.
    private const int MostRemovals = 3;

    private static readonly TimeSpan Watch = TimeSpan.FromMinutes(2);

    private protected async Task FreezeAsync(KnotServer live, KnotServer frozen, Func<ILoggerFactory, PeerResolver> create)
    {
        string[] stays = [Pods.Address(0), Pods.Address(1)];
        foreach (var server in (KnotServer[])[live, frozen])
        {
            await server.AddAsync(Pods.Records(Service, 0, 3, Ttl), Token);
        }

        using var warnings = new Warnings();
        await using var resolver = create(warnings);
        await resolver.UntilAsync(snapshot => snapshot.Count == 3, Token);
        var story = new Story(resolver);

        // One leaves and one joins, and only one server knows.
        await live.RemoveAsync(Pods.Records(Service, 2, 1), Token);
        await live.AddAsync(Pods.Records(Service, 3, 1, Ttl), Token);
        await resolver.UntilAsync(snapshot => snapshot.Any(peer => peer.ToString() == Pods.Address(3)), Token);
        await Task.Delay(Watch, Token);
        Assert.Equal(3, (await RawQuery.AskAsync(frozen.EndPoint, Pods.Fqdn(Service), Token)).Addresses.Count);

        // The frozen one catches up, with a pod that nobody knew before.
        foreach (var server in (KnotServer[])[live, frozen])
        {
            await server.AddAsync(Pods.Records(Service, 4, 1, Ttl), Token);
        }

        await frozen.RemoveAsync(Pods.Records(Service, 2, 1), Token);
        await frozen.AddAsync(Pods.Records(Service, 3, 1, Ttl), Token);
        string[] alive = [.. stays, Pods.Address(3), Pods.Address(4)];
        await resolver.UntilAsync(snapshot => !snapshot.IsStale && alive.All(pod => snapshot.Except(snapshot.Held).Any(peer => peer.ToString() == pod)), Token);
        var removed = story.Removed.ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"removed: {string.Join(' ', removed)}");
        foreach (var line in warnings.Lines)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"warning: {line}");
        }

        Assert.DoesNotContain(removed, stays.Contains);
        Assert.InRange(removed.Count(peer => peer == Pods.Address(3)), 0, MostRemovals);
        Assert.Single(warnings.Lines, line => line.Contains("HP207", StringComparison.Ordinal));
    }
}
