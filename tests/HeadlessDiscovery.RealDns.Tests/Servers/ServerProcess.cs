using System.Collections.Concurrent;
using System.Diagnostics;

namespace HeadlessDiscovery.RealDns.Tests.Servers;

/// <summary>A server as a child process of the test, with what it wrote last.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const int KeptLines = 60;

    private static readonly ConcurrentDictionary<ServerProcess, bool> Running = new();

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();

    static ServerProcess()
    {
        // A run that ends early, by Ctrl+C for instance, leaves no server behind.
        AppDomain.CurrentDomain.ProcessExit += static (_, _) =>
        {
            foreach (var running in Running.Keys)
            {
                running.Dispose();
            }
        };
    }

    private ServerProcess(Process process)
    {
        this.process = process;
    }

    public bool HasExited => process.HasExited;

    public string Output => string.Join(Environment.NewLine, lines);

    public static ServerProcess Start(string program, IEnumerable<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var server = new ServerProcess(new Process { StartInfo = start });
        server.process.OutputDataReceived += server.Keep;
        server.process.ErrorDataReceived += server.Keep;
        server.process.Start();
        Running.TryAdd(server, true);
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        return server;
    }

    /// <summary>SIGKILL, to it and to its own children: dnsmasq has one for each TCP connection.</summary>
    public void Kill()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit(TimeSpan.FromSeconds(30));
        }
    }

    public void Dispose()
    {
        if (Running.TryRemove(this, out _))
        {
            Kill();
            process.Dispose();
        }
    }

    private void Keep(object sender, DataReceivedEventArgs received)
    {
        if (received.Data is not null)
        {
            lines.Enqueue(received.Data);
            while (lines.Count > KeptLines)
            {
                lines.TryDequeue(out _);
            }
        }
    }
}
