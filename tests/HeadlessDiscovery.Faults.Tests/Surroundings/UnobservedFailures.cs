using System.Collections.Concurrent;

namespace HeadlessDiscovery.Faults.Tests.Surroundings;

/// <summary>Tasks of this process that failed without anybody looking.</summary>
internal sealed class UnobservedFailures : IDisposable
{
    private readonly ConcurrentBag<Exception> seen = [];

    public UnobservedFailures() => TaskScheduler.UnobservedTaskException += Add;

    /// <summary>Fails where there is one.</summary>
    public void AssertNone()
    {
        Collect();
        Assert.Empty(seen);
    }

    /// <summary>Frees all that nobody refers to, and lets its finalizers run.</summary>
    public static void Collect()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    public void Dispose() => TaskScheduler.UnobservedTaskException -= Add;

    private void Add(object? sender, UnobservedTaskExceptionEventArgs failure) => seen.Add(failure.Exception);
}
