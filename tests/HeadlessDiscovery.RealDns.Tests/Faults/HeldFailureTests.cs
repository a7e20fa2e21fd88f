using System.Diagnostics;
using System.Net;
using HeadlessDiscovery.RealDns.Tests.Queries;
using HeadlessDiscovery.RealDns.Tests.Servers;
using HeadlessDiscovery.RealDns.Tests.Zones;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>A cache that gives one SERVFAIL of the cluster's DNS again for a minute.</summary>
public abstract class HeldFailureTests() : Deadline(TimeSpan.FromMinutes(3))
{
    private const string Service = "orders";

    // The TTL of 5 s and 1 s are promised; the rest is for a busy machine. A back-off of its own would add up to 30 s.
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(9);

    internal async Task HoldAsync(string program, Func<IPEndPoint, RealServer> create)
    {
        Installed.RequirePrograms(program);
        await using var upstream = await HeadlessServiceServer.StartAsync(Service);
        upstream.SetPods(Pods.Address(0), Pods.Address(1), Pods.Address(2));
        await using var cache = await RealServers.StartAsync(create(upstream.EndPoint));
        await using var resolver = Cluster.Plain(Service, cache);
        var story = new Story(resolver);
        await resolver.UntilAsync(snapshot => snapshot.Count == 3, Token);

        var failure = upstream.Faults.ServFail();
        await RawQuery.UntilAsync(cache.EndPoint, Pods.Fqdn(Service), answer => answer.Code == RawAnswer.ServFail, Token);
        await resolver.UntilAsync(snapshot => snapshot.IsStale, Token);
        failure.Dispose();
        upstream.SetPods(Pods.Address(0), Pods.Address(1), Pods.Address(2), Pods.Address(3));

        // The fault is over, and the cache says otherwise.
        var over = Stopwatch.GetTimestamp();
        await RawQuery.UntilAsync(cache.EndPoint, Pods.Fqdn(Service), answer => answer.Code == RawAnswer.NoError, Token);
        var held = Stopwatch.GetElapsedTime(over);
        Assert.InRange(held, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(70));

        await resolver.UntilAsync(snapshot => snapshot is { Count: 4, IsStale: false }, Token);
        var late = Stopwatch.GetElapsedTime(over) - held;
        TestContext.Current.TestOutputHelper?.WriteLine($"{program} held the failure for {held.TotalSeconds:F1} s; right {late.TotalSeconds:F1} s after its first good answer.");
        Assert.InRange(late, TimeSpan.Zero, Latest);
        Assert.Empty(story.Removed);
    }
}
