using HeadlessDiscovery.Benchmarks.Serving;
using HeadlessDiscovery.Watching;

namespace HeadlessDiscovery.Benchmarks;

/// <summary>Resolvers that ask the server of the benchmarks.</summary>
internal static class BenchmarkResolver
{
    public const string Domain = "bench.svc.cluster.local";

    /// <summary>A resolver made as any program makes it.</summary>
    public static PeerResolver New(string name, string resolvConfPath) => new(name, options => Configure(options, resolvConfPath));

    /// <summary>A resolver without the floor of 10 ms between two lookups, so that <c>RefreshAsync</c> asks at once, each time.</summary>
    public static PeerResolver WithoutFloor(string name, string resolvConfPath)
    {
        var options = new HeadlessPeersOptions { MinRefreshInterval = TimeSpan.Zero, RemovalConfirmations = 1, MassRemovalHold = TimeSpan.Zero };
        Configure(options, resolvConfPath);
        return new PeerResolver(name, options, new ResolverServices());
    }

    /// <summary>Writes what kubelet writes into a pod.</summary>
    public static string WriteResolvConf()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, $"search {Domain} svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n");
        return path;
    }

    private static void Configure(HeadlessPeersOptions options, string resolvConfPath)
    {
        options.NameServers.Add(ServerProcess.EndPoint.ToString());
        options.ResolvConfPath = resolvConfPath;
        options.SelfAddresses.Add("10.244.200.1");
    }
}
