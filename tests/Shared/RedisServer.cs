using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Cluster.Tests.Pods;

namespace HeadlessDiscovery.Tests;

/// <summary>Debian's redis-server on an address of its own, without files.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private readonly Process process;

    private RedisServer(Process process, IPEndPoint endPoint) => (this.process, EndPoint) = (process, endPoint);

    public IPEndPoint EndPoint { get; }

    /// <summary>Starts one, or skips the test without the program, but not in CI.</summary>
    public static async Task<RedisServer> StartAsync(IPEndPoint at, CancellationToken token)
    {
        const string Program = "redis-server";
        Prerequisite.RequireProgram(Program, Program);

        string[] options = ["--port", $"{at.Port}", "--bind", $"{at.Address}", "--protected-mode", "no", "--save", "", "--appendonly", "no", "--logfile", "/dev/null", "--repl-diskless-load", "swapdb", "--repl-diskless-sync-delay", "0", "--dir", Path.GetTempPath()];
        var process = new Process { StartInfo = new ProcessStartInfo(Program, options) };
        OwnProcesses.Start(process);
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(at.Address, at.Port, token);
                return new RedisServer(process, at);
            }
            catch (SocketException) when (!process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), token);
            }
        }
    }

    public static IPEndPoint FreeEndPoint(string address) => new(IPAddress.Parse(address), FreePort.On(address));

    /// <summary>One command without blanks in its words, answered by one line.</summary>
    public async Task<string> SendAsync(string command, CancellationToken token)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(EndPoint.Address, EndPoint.Port, token);
        using var stream = client.GetStream();
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"{command}\r\n"), token);
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync(token) ?? throw new IOException($"no answer to {command}");
    }

    public async ValueTask DisposeAsync()
    {
        OwnProcesses.Kill(process);
        await process.WaitForExitAsync(CancellationToken.None);
    }
}
