using System.Diagnostics;
using System.Net;
using HeadlessDiscovery.Cluster.Tests.Pods;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Plugs.Tests.ByHand;

/// <summary>A process with a network and an /etc/resolv.conf of its own, in which the embedded server is the DNS of the system.</summary>
internal static class SystemDns
{
    private const string Inside = "PEERS_SYSTEM_DNS";
    private const string Server = "127.0.0.53";

    /// <summary>Whether this process is one.</summary>
    public static bool IsHere => Environment.GetEnvironmentVariable(Inside) == "own";

    public static Task<HeadlessServiceServer> StartAsync(TimeSpan ttl, CancellationToken token) => HeadlessServiceServer.StartAsync(
        PackageWays.Service,
        options => (options.Address, options.Port, options.Ttl) = (IPAddress.Parse(Server), 53, ttl),
        token);

    /// <summary>Runs this program again in such a process, to its end.</summary>
    /// <returns>The exit code, and what it wrote.</returns>
    public static async Task<(int Code, string Output)> RunAsync(bool isCaptured, CancellationToken token, params IEnumerable<string> arguments)
    {
        var resolvConf = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(resolvConf, $"nameserver {Server}\noptions timeout:1 attempts:1\n", token);

            // A user namespace too, so that it needs no root where the machine allows that.
            string[] command =
            [
                "--map-root-user", "--mount", "--net", "sh", "-c", "ip link set lo up && mount --bind \"$0\" /etc/resolv.conf && exec \"$@\"", resolvConf,
                "dotnet", typeof(SystemDns).Assembly.Location, .. arguments,
            ];
            using var process = new Process { StartInfo = new ProcessStartInfo("unshare", command) { RedirectStandardOutput = isCaptured, RedirectStandardError = isCaptured } };
            process.StartInfo.Environment[Inside] = "own";
            OwnProcesses.Start(process);
            try
            {
                var output = isCaptured ? process.StandardOutput.ReadToEndAsync(token) : Task.FromResult(string.Empty);
                var error = isCaptured ? process.StandardError.ReadToEndAsync(token) : Task.FromResult(string.Empty);
                await process.WaitForExitAsync(token);
                return (process.ExitCode, await output + await error);
            }
            finally
            {
                OwnProcesses.Kill(process);
            }
        }
        finally
        {
            File.Delete(resolvConf);
        }
    }
}
