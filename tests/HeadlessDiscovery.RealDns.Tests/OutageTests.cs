using HeadlessDiscovery.RealDns.Tests.Servers;
using HeadlessDiscovery.RealDns.Tests.Zones;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>A server that is killed with SIGKILL while it is watched, and started again.</summary>
public abstract class OutageTests : Deadline
{
    private const string Service = "watched";

    internal async Task OutageAsync(Cluster cluster, RealServer killed)
    {
        await cluster.AddAsync(Pods.Records(Service, 0, 3, ttl: 1), Token);
        await using var resolver = cluster.Resolver(Service, options => options.AttemptTimeout = TimeSpan.FromSeconds(1));
        var before = await resolver.UntilAsync(snapshot => snapshot.Count == 3, Token);
        killed.Kill();
        var stale = await resolver.UntilAsync(snapshot => snapshot.IsStale, Token);
        Assert.Equal(before.AsEnumerable(), stale.AsEnumerable());
        Assert.Empty(stale.Held);
        Assert.Equal(LookupOutcome.Unknown, stale.LastOutcome);

        await killed.RestartAsync();
        var fresh = await resolver.UntilAsync(snapshot => !snapshot.IsStale, Token);
        Assert.Equal(before.AsEnumerable(), fresh.AsEnumerable());
        Assert.Empty(fresh.Held);

        // It is not only an old answer: what happens now is seen.
        await cluster.AddAsync(Pods.Records(Service, 3, 1, ttl: 1), Token);
        await resolver.UntilAsync(snapshot => snapshot.Count == 4, Token);
        await cluster.RemoveAsync(Pods.Records(Service, 0, 1), Token);
        await resolver.UntilAsync(snapshot => snapshot.Count == 3, Token);
    }
}
