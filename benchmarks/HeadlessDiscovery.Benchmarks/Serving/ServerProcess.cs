using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace HeadlessDiscovery.Benchmarks.Serving;

/// <summary>The DNS server as a process of its own, so that nothing that it allocates is counted.</summary>
internal sealed class ServerProcess : IDisposable
{
    // Read by the benchmarks, whose processes inherit it.
    private const string PortVariable = "HEADLESS_BENCHMARK_PORT";

    private readonly Process process;

    private ServerProcess(Process process)
    {
        this.process = process;
    }

    public static IPEndPoint EndPoint => new(
        IPAddress.Loopback,
        int.Parse(Environment.GetEnvironmentVariable(PortVariable) ?? throw new InvalidOperationException("The server does not run."), CultureInfo.InvariantCulture));

    public static ServerProcess Start()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ServerProcess).Assembly.Location);
        }

        start.ArgumentList.Add("serve");
        var process = Process.Start(start)!;
        Environment.SetEnvironmentVariable(PortVariable, process.StandardOutput.ReadLine());
        return new ServerProcess(process);
    }

    /// <summary>The server ends with its standard input.</summary>
    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
