using System.Diagnostics;
using System.Globalization;

namespace HeadlessDiscovery.Soak;

/// <summary>What the process holds: sampled after a full collection, the first quarter compared with the last.</summary>
/// <remarks>What a leak holds is what a collection does not free.</remarks>
internal sealed class Gauge
{
    private readonly List<Sample> samples = [];

    /// <summary>The most descriptors that were open at once, collected or not.</summary>
    public long MostHandles { get; private set; }

    /// <summary>Looks at the descriptors only.</summary>
    public void Glance() => MostHandles = Math.Max(MostHandles, Sample.Now().Handles);

    public void Read()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        samples.Add(Sample.Now());
    }

    /// <summary>Median of a quarter: 0 the first, 3 the last.</summary>
    public Sample Quarter(int number)
    {
        var size = Math.Max(1, samples.Count / 4);
        var some = samples.Skip(number == 0 ? 0 : samples.Count - size).Take(size).ToArray();
        return new Sample(Median(some, sample => sample.HeapBytes), Median(some, sample => sample.ResidentBytes), Median(some, sample => sample.Handles), Median(some, sample => sample.Sockets), Median(some, sample => sample.Timers), Median(some, sample => sample.Threads));
    }

    private static long Median(Sample[] some, Func<Sample, long> read)
    {
        var sorted = some.Select(read).Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    /// <param name="HeapBytes">Live objects after the last collection.</param>
    /// <param name="ResidentBytes">The working set.</param>
    /// <param name="Handles">Open descriptors.</param>
    /// <param name="Sockets">Those that are sockets.</param>
    /// <param name="Timers">Active timers of the runtime.</param>
    /// <param name="Threads">Threads of the pool.</param>
    internal sealed record Sample(long HeapBytes, long ResidentBytes, long Handles, long Sockets, long Timers, long Threads)
    {
        public static Sample Now()
        {
            var links = Descriptors();
            return new Sample(
                GC.GetGCMemoryInfo().HeapSizeBytes,
                Process.GetCurrentProcess().WorkingSet64,
                links.Count,
                links.Count(link => link.StartsWith("socket:", StringComparison.Ordinal)),
                Timer.ActiveCount,
                ThreadPool.ThreadCount);
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"heap {HeapBytes / 1048576.0:0.0} MiB, resident {ResidentBytes / 1048576.0:0.0} MiB, handles {Handles}, sockets {Sockets}, timers {Timers}, pool threads {Threads}");

        private static List<string> Descriptors()
        {
            var links = new List<string>();
            if (Directory.Exists("/proc/self/fd"))
            {
                foreach (var entry in Directory.EnumerateFileSystemEntries("/proc/self/fd"))
                {
                    try
                    {
                        links.Add(File.ResolveLinkTarget(entry, returnFinalTarget: false)?.Name ?? string.Empty);
                    }
                    catch (FileNotFoundException)
                    {
                        // Closed between the listing and the reading of it.
                    }
                }
            }

            return links;
        }
    }
}
