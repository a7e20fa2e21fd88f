using HeadlessDiscovery.Faults.Tests.Simulation;

namespace HeadlessDiscovery.Faults.Tests.Surroundings;

/// <summary>Subscribers and readers that come and leave while nothing changes, so that nothing but leaving frees them.</summary>
internal static class Leavers
{
    private const int Times = 100_000;
    private const int AtOnce = 2_000;

    public static void Run()
    {
        using var failures = new UnobservedFailures();
        var stage = new Stage(_ => "A:10.0.0.1,10.0.0.2");
        var left = new List<WeakReference>(Times + AtOnce);
        for (var i = 0; i < Times; i++)
        {
            left.Add(ComeAndLeave(stage.Resolver));
        }

        ComeTogetherAndLeave(stage.Resolver, left);
        for (var i = 0; i < Times / 10; i++)
        {
            left.Add(ReadAndLeave(stage.Resolver));
        }

        Rest.Await();
        failures.AssertNone();
        Assert.Equal(0, left.Count(subscriber => subscriber.IsAlive));

        // Who stays is told all the same, once for each change.
        var staying = new Subscriber();
        stage.Resolver.PeersChanged += staying.Hear;
        stage.Pass(1);
        var other = new Stage(index => index == 0 ? "A:10.0.0.1" : "A:10.0.0.1,10.0.0.2");
        other.Resolver.PeersChanged += staying.Hear;
        other.Pass(6);
        Assert.Equal(2, staying.Heard);
        stage.Resolver.Dispose();
        other.Resolver.Dispose();
        Rest.Await();
        failures.AssertNone();
    }

    private static WeakReference ComeAndLeave(PeerResolver resolver)
    {
        var subscriber = new Subscriber();
        resolver.PeersChanged += subscriber.Hear;
        resolver.PeersChanged -= subscriber.Hear;
        return new WeakReference(subscriber);
    }

    private static void ComeTogetherAndLeave(PeerResolver resolver, List<WeakReference> left)
    {
        var together = Enumerable.Range(0, AtOnce).Select(_ => new Subscriber()).ToArray();
        foreach (var subscriber in together)
        {
            resolver.PeersChanged += subscriber.Hear;
        }

        Rest.Await();
        foreach (var subscriber in together)
        {
            resolver.PeersChanged -= subscriber.Hear;
            left.Add(new WeakReference(subscriber));
        }
    }

    private static WeakReference ReadAndLeave(PeerResolver resolver)
    {
        var reading = new CancellationTokenSource();
        var stream = resolver.WatchAsync(reading.Token).GetAsyncEnumerator(CancellationToken.None);
        Assert.True(stream.MoveNextAsync().AsTask().GetAwaiter().GetResult());
        var next = stream.MoveNextAsync().AsTask();
        reading.Cancel();
        try
        {
            while (next.GetAwaiter().GetResult())
            {
                next = stream.MoveNextAsync().AsTask();
            }
        }
        catch (OperationCanceledException exception)
        {
            Assert.Equal(reading.Token, exception.CancellationToken);
        }

        reading.Dispose();
        return new WeakReference(stream);
    }

    private sealed class Subscriber
    {
        private int heard;

        public int Heard => heard;

        public void Hear(object? sender, PeersChangedEventArgs change) => Interlocked.Increment(ref heard);
    }
}
