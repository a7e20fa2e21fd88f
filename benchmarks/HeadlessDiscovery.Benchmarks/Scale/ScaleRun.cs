using System.Diagnostics;
using System.Globalization;
using HeadlessDiscovery.Benchmarks.Serving;

namespace HeadlessDiscovery.Benchmarks.Scale;

/// <summary>Many resolvers in one process: what they cost to make, to hold and to run. Three peers each, refreshed every five seconds; or ten peers at Knot DNS, refreshed by their TTL of 30 s.</summary>
/// <remarks>Public members only of the library, so that the same file measures an older build.</remarks>
internal sealed class ScaleRun(KnotServer? knot)
{
    private readonly TimeSpan refresh = TimeSpan.FromSeconds(knot is null ? 5 : 30);

    /// <summary>How long their processor time is watched by default.</summary>
    public static readonly TimeSpan Watched = TimeSpan.FromSeconds(60);

    /// <param name="count">How many resolvers.</param>
    /// <param name="watched">How long their processor time is watched.</param>
    public async Task RunAsync(int count, TimeSpan watched)
    {
        var resolvConf = Path.GetTempFileName();
        await File.WriteAllTextAsync(resolvConf, "search bench.svc.cluster.local svc.cluster.local cluster.local\noptions ndots:5\n");

        // The first one compiles the code.
        await using (var first = New(resolvConf))
        {
            await first.GetPeersAsync();
        }

        var heapBefore = Heap();
        var residentBefore = Environment.WorkingSet;
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
        await Task.Delay(2 * refresh);
        using var process = Process.GetCurrentProcess();
        var (queries, serving) = knot is null ? default : (await knot.CountQueriesAsync(), knot.ProcessorTime);
        var (processor, allocated, worked) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes(), ThreadPool.CompletedWorkItemCount);
        var watching = Stopwatch.StartNew();
        await Task.Delay(watched);
        process.Refresh();
        var seconds = watching.Elapsed.TotalSeconds;
        var (queriesAfter, servingAfter) = knot is null ? default : (await knot.CountQueriesAsync(), knot.ProcessorTime);
        var stale = resolvers.Count(static resolver => resolver.Current.IsStale);
        var busy = (process.TotalProcessorTime - processor).TotalSeconds / seconds;
        var rate = (GC.GetTotalAllocatedBytes() - allocated) / seconds;
        var items = (ThreadPool.CompletedWorkItemCount - worked) / seconds;
        var resident = Environment.WorkingSet - residentBefore;
        var heap = Heap() - heapBefore;

        Print("resolvers", $"{count}");
        Print("made, each", $"{made.TotalMicroseconds / count:0.0} us");
        Print("all resolved after", $"{resolved.TotalSeconds:0.00} s");
        Print("heap, each", $"{heap / 1024.0 / count:0.0} KB");
        Print("resident, each", $"{resident / 1024.0 / count:0.0} KB");
        Print("processor", $"{busy:P1} of a core, {60 * busy:0.00} s a minute");
        Print("allocated", $"{rate / 1024 / 1024:0.0} MB/s");
        Print("work items", $"{items:0} /s");
        Print("threads", $"{process.Threads.Count}");
        Print("stale at the end", $"{stale}");
        if (knot is not null)
        {
            Print("queries", $"{queriesAfter - queries} in {seconds:0.0} s, {(queriesAfter - queries) * 3600 / seconds / count:0.00} an hour each");
            Print("processor of server", $"{60 * (servingAfter - serving).TotalSeconds / seconds:0.00} s a minute");
        }

        Print("sockets at rest", OperatingSystem.IsLinux() ? $"{await SocketsAtRestAsync()}" : "not counted here");
        foreach (var resolver in resolvers)
        {
            await resolver.DisposeAsync();
        }

        File.Delete(resolvConf);
    }

    private PeerResolver New(string resolvConf) => new(knot is null ? "same-3" : KnotServer.Service, options =>
    {
        options.NameServers.Add((knot?.EndPoint ?? ServerProcess.EndPoint).ToString());
        options.ResolvConfPath = resolvConf;
        options.MaxRefreshInterval = refresh;
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
