using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Cluster.Tests.Pods;

namespace HeadlessDiscovery.Orleans.Tests;

/// <summary>Debian's redis-server, without files.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private readonly Process process;

    private RedisServer(Process process, int port) => (this.process, EndPoint) = (process, $"127.0.0.1:{port}");

    public string EndPoint { get; }

    public static async Task<RedisServer> StartAsync(CancellationToken token)
    {
        const string Program = "/usr/bin/redis-server";
        if (!File.Exists(Program))
        {
            const string Missing = $"{Program} is not installed: apt-get install redis-server";
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", Missing);
            Assert.Skip(Missing);
        }

        int port;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        var process = new Process { StartInfo = new ProcessStartInfo(Program, ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--logfile", "/dev/null"]) };
        OwnProcesses.Start(process);
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port, token);
                return new RedisServer(process, port);
            }
            catch (SocketException) when (!process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), token);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        OwnProcesses.Kill(process);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }
}
