using HeadlessDiscovery.Faults.Tests.Simulation;

namespace HeadlessDiscovery.Faults.Tests.Surroundings;

/// <summary>A thousand callers of every kind during one lookup.</summary>
internal static class Callers
{
    private const int OfEachKind = 250;

    public static void Run()
    {
        using var failures = new UnobservedFailures();
        var answering = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stage = new Stage(_ => "A:10.0.0.1,10.0.0.2", token => answering.Task.WaitAsync(token));
        var heard = 0;
        var callers = new Task<PeerSnapshot>[3 * OfEachKind];
        Parallel.For(0, OfEachKind, i =>
        {
            callers[i] = stage.Resolver.RefreshAsync().AsTask();
            callers[OfEachKind + i] = stage.Resolver.GetPeersAsync().AsTask();
            callers[(2 * OfEachKind) + i] = FirstChangeAsync(stage.Resolver);
            stage.Resolver.PeersChanged += (_, _) => Interlocked.Increment(ref heard);
        });
        Rest.Await();
        Assert.Single(stage.Transport.Asked);
        NonEmpty.All(callers, caller => Assert.False(caller.IsCompleted));

        answering.SetResult();
        Rest.Await();
        NonEmpty.All(callers, caller => Assert.Same(stage.Resolver.Current, caller.GetAwaiter().GetResult()));
        Assert.Equal(OfEachKind, heard);

        // The next thousand share the next permitted lookup.
        var more = Enumerable.Range(0, 4 * OfEachKind).Select(_ => stage.Resolver.RefreshAsync().AsTask()).ToArray();
        stage.Pass(1);
        NonEmpty.All(more, caller => Assert.True(caller.IsCompletedSuccessfully));
        Assert.Equal(2, stage.Transport.Asked.Count);
        Assert.Equal(1, stage.Transport.MostAtOnce);
        stage.Resolver.Dispose();
        Rest.Await();
        failures.AssertNone();
    }

    private static async Task<PeerSnapshot> FirstChangeAsync(PeerResolver resolver)
    {
        await foreach (var change in resolver.WatchAsync())
        {
            if (change.Current.IsResolved)
            {
                return change.Current;
            }
        }

        throw new InvalidOperationException("The stream ended.");
    }
}
