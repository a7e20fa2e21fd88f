using System.Diagnostics;
using System.Globalization;
using HeadlessDiscovery.Benchmarks.Serving;

namespace HeadlessDiscovery.Benchmarks.Scale;

/// <summary>Many resolvers in one process, three peers each, refreshed every five seconds: what they cost to make, to hold and to run.</summary>
/// <remarks>Public members only, so that the same file measures an older build.</remarks>
internal static class ScaleRun
{
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(5);

    /// <summary>How long their processor time is watched by default.</summary>
    public static readonly TimeSpan Watched = TimeSpan.FromSeconds(60);

    /// <param name="count">How many resolvers.</param>
    /// <param name="watched">How long their processor time is watched.</param>
    public static async Task RunAsync(int count, TimeSpan watched)
    {
        var resolvConf = Path.GetTempFileName();
        await File.WriteAllTextAsync(resolvConf, "search bench.svc.cluster.local svc.cluster.local cluster.local\noptions ndots:5\n");

        // The first one compiles the code.
        await using (var first = New(resolvConf))
        {
            await first.GetPeersAsync();
        }

        var heapBefore = Heap();
        var clock = Stopwatch.StartNew();
        var resolvers = new PeerResolver[count];
        for (var i = 0; i < count; i++)
        {
            resolvers[i] = New(resolvConf);
        }

        var made = clock.Elapsed;
        await Task.WhenAll(resolvers.Select(resolver => resolver.GetPeersAsync().AsTask()));
        var resolved = clock.Elapsed - made;

        // The intervals after the first answer are spread over the second half of the interval.
        await Task.Delay(2 * Refresh);
        using var process = Process.GetCurrentProcess();
        var (processor, allocated, worked) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes(), ThreadPool.CompletedWorkItemCount);
        var watching = Stopwatch.StartNew();
        await Task.Delay(watched);
        process.Refresh();
        var seconds = watching.Elapsed.TotalSeconds;
        var stale = resolvers.Count(static resolver => resolver.Current.IsStale);
        var busy = (process.TotalProcessorTime - processor).TotalSeconds / seconds;
        var rate = (GC.GetTotalAllocatedBytes() - allocated) / seconds;
        var items = (ThreadPool.CompletedWorkItemCount - worked) / seconds;
        var heap = Heap() - heapBefore;

        Print("resolvers", $"{count}");
        Print("made, each", $"{made.TotalMicroseconds / count:0.0} us");
        Print("all resolved after", $"{resolved.TotalSeconds:0.00} s");
        Print("heap, each", $"{heap / 1024.0 / count:0.0} KB");
        Print("processor", $"{busy:P1} of a core");
        Print("allocated", $"{rate / 1024 / 1024:0.0} MB/s");
        Print("work items", $"{items:0} /s");
        Print("threads", $"{process.Threads.Count}");
        Print("stale at the end", $"{stale}");
        Print("sockets at rest", OperatingSystem.IsLinux() ? $"{await SocketsAtRestAsync()}" : "not counted here");
        foreach (var resolver in resolvers)
        {
            await resolver.DisposeAsync();
        }

        File.Delete(resolvConf);
    }

    private static PeerResolver New(string resolvConf) => new("same-3", options =>
    {
        options.NameServers.Add(ServerProcess.EndPoint.ToString());
        options.ResolvConfPath = resolvConf;
        options.MaxRefreshInterval = Refresh;
    });

    private static long Heap()
    {
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    // A query holds its socket for less than a millisecond: the fewest seen are those that are kept.
    private static async Task<int> SocketsAtRestAsync()
    {
        var fewest = int.MaxValue;
        for (var i = 0; i < 200; i++)
        {
            fewest = Math.Min(fewest, Directory.EnumerateFiles("/proc/self/fd").Count(IsSocket));
            await Task.Delay(5);
        }

        return fewest;
    }

    private static bool IsSocket(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: false)?.Name.StartsWith("socket:", StringComparison.Ordinal) == true;
        }
        catch (IOException)
        {
            // Closed meanwhile.
            return false;
        }
    }

    private static void Print(string what, string value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-20} {value}"));
}
