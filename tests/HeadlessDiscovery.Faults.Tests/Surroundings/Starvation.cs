using System.Collections.Concurrent;
using System.Diagnostics;
using HeadlessDiscovery.Tests.Support;
using HeadlessDiscovery.Watching;

namespace HeadlessDiscovery.Faults.Tests.Surroundings;

/// <summary>On real time: every thread of the pool is blocked for a while, with far more work queued than there are threads.</summary>
internal static class Starvation
{
    private const int Blockers = 300;
    private static readonly TimeSpan Starved = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static void Run()
    {
        using var failures = new UnobservedFailures();
        var transport = new ScriptedTransport((exchange, token) => Words.Answer("A:10.0.0.1,10.0.0.2,10.0.0.3", exchange.Question, exchange.Options, token));
        var options = new HeadlessPeersOptions
        {
            ServiceName = "web.shop.svc.cluster.local.",
            ResolvConfPath = "/nowhere/resolv.conf",
            Membership = PeerMembership.Client,
            AttemptTimeout = TimeSpan.FromMilliseconds(50),
            LookupTimeout = TimeSpan.FromMilliseconds(100),
            MinRefreshInterval = TimeSpan.FromMilliseconds(10),
            MaxRefreshInterval = TimeSpan.FromMilliseconds(20),
        };
        options.NameServers.Add("10.96.0.10");
        var resolver = new PeerResolver("web", options, new ResolverServices { NewTransport = () => transport, Variable = _ => null, Interfaces = () => [] });
        var removed = new ConcurrentBag<Peer>();
        resolver.PeersChanged += (_, change) =>
        {
            foreach (var peer in change.Change.Removed)
            {
                removed.Add(peer);
            }
        };
        Until(() => resolver.Current.Count == 3);

        using var released = new ManualResetEventSlim();
        for (var i = 0; i < Blockers; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(_ => released.Wait(), null);
        }

        // What is known can be read all the while: nothing waits for the pool.
        var startTimestamp = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(startTimestamp) < Starved)
        {
            Assert.Equal(3, resolver.Current.Count);
            Assert.True(resolver.GetPeersAsync().AsTask().IsCompletedSuccessfully);
            Thread.Sleep(1);
        }

        var before = transport.Asked.Count;
        released.Set();
        Until(() => transport.Asked.Count > before + 5 && !resolver.Current.IsStale);
        Assert.Equal(3, resolver.Current.Count);
        Assert.Empty(removed);
        Assert.True(resolver.DisposeAsync().AsTask().Wait(Deadline));
        failures.AssertNone();
    }

    private static void Until(Func<bool> isSo)
    {
        var startTimestamp = Stopwatch.GetTimestamp();
        while (!isSo())
        {
            Assert.True(Stopwatch.GetElapsedTime(startTimestamp) < Deadline);
            Thread.Sleep(1);
        }
    }
}
