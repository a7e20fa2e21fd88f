using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery.Benchmarks.Scale;

/// <summary>Knot DNS as a process of its own, with a service of ten pods as CoreDNS answers it: addresses, SRV records and the own names of the pods, TTL 30 s. It counts its queries.</summary>
internal sealed class KnotServer : IDisposable
{
    public const string Service = "web.bench.svc.cluster.local.";
    public const int Pods = 10;

    private readonly Process process;
    private readonly DirectoryInfo folder;

    private KnotServer(Process process, DirectoryInfo folder, IPEndPoint endPoint)
    {
        (this.process, this.folder, EndPoint) = (process, folder, endPoint);
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>Its processor time so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static async Task<KnotServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("knot");
        var endPoint = new IPEndPoint(IPAddress.Loopback, FreePort());
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "cluster.zone"), Zone());
        var configuration = Path.Combine(folder.FullName, "knot.conf");
        await File.WriteAllTextAsync(configuration, $"""
            server:
              rundir: "{folder.FullName}"
              listen: {endPoint.Address}@{endPoint.Port}
              udp-workers: 1
              tcp-workers: 1
              background-workers: 1
            log:
              - target: stderr
                any: error
            database:
              storage: "{folder.FullName}"
            mod-stats:
              - id: default
                request-protocol: on
            template:
              - id: default
                storage: "{folder.FullName}"
                global-module: mod-stats/default
            zone:
              - domain: cluster.local.
                file: cluster.zone
            """);
        var server = new KnotServer(Process.Start(new ProcessStartInfo("knotd", ["-c", configuration]))!, folder, endPoint);
        await server.AnsweredAsync();
        return server;
    }

    /// <summary>How many queries it has answered.</summary>
    public async Task<long> CountQueriesAsync()
    {
        var start = new ProcessStartInfo("knotc", ["-s", Path.Combine(folder.FullName, "knot.sock"), "stats", "mod-stats.request-protocol"]) { RedirectStandardOutput = true };
        using var control = Process.Start(start)!;
        var lines = await control.StandardOutput.ReadToEndAsync();
        await control.WaitForExitAsync();
        return lines.Split('\n').Where(static line => line.Contains('=', StringComparison.Ordinal)).Sum(static line => long.Parse(line[(line.LastIndexOf('=') + 1)..].Trim(), CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private static string Zone()
    {
        var pods = Enumerable.Range(1, Pods).Select(static pod => FormattableString.Invariant($"""
            web.bench.svc 30 IN A 10.1.0.{pod}
            web.bench.svc 30 IN SRV 0 10 0 10-1-0-{pod}.web.bench.svc
            10-1-0-{pod}.web.bench.svc 30 IN A 10.1.0.{pod}
            """));
        return $"""
            $ORIGIN cluster.local.
            @ 30 IN SOA ns.dns hostmaster 1 7200 1800 86400 5
            @ 30 IN NS ns.dns
            ns.dns 30 IN A 127.0.0.1
            {string.Join('\n', pods)}

            """;
    }

    private static int FreePort()
    {
        using var tcp = new TcpListener(IPAddress.Loopback, 0);
        tcp.Start();
        return ((IPEndPoint)tcp.LocalEndpoint).Port;
    }

    private async Task AnsweredAsync()
    {
        while (true)
        {
            using var tcp = new TcpClient();
            try
            {
                await tcp.ConnectAsync(EndPoint);
                return;
            }
            catch (SocketException) when (!process.HasExited)
            {
                await Task.Delay(50);
            }
        }
    }
}
