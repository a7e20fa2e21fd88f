namespace HeadlessDiscovery.Simulation.World;

/// <summary>The configuration that every pod has, as kubelet writes it; it never changes.</summary>
internal static class PodConfiguration
{
    private static readonly Lazy<string> Written = new(Write);

    public static string FilePath => Written.Value;

    private static string Write()
    {
        var directory = Directory.CreateTempSubdirectory("simulation").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(directory, recursive: true);
        var path = System.IO.Path.Combine(directory, "resolv.conf");
        File.WriteAllText(path, "search shop.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5 no-reload\n");
        return path;
    }
}
