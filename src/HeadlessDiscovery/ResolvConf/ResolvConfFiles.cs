using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace HeadlessDiscovery.ResolvConf;

/// <summary>The configuration files of the process: all resolvers share one reader of a path, as all lookups of a Go program share theirs.</summary>
internal static class ResolvConfFiles
{
    // A test's clock is its own; its files go with it.
    private static readonly ConditionalWeakTable<TimeProvider, ConcurrentDictionary<string, ResolvConfFile>> OfClock = [];

    public static ResolvConfFile Of(string path, TimeProvider time) => OfClock
        .GetValue(time, static _ => new ConcurrentDictionary<string, ResolvConfFile>(StringComparer.Ordinal))
        .GetOrAdd(path, static (of, clock) => new ResolvConfFile(of, clock), time);
}
