using System.Net;
using HeadlessDiscovery.RealDns.Tests.Zones;

namespace HeadlessDiscovery.RealDns.Tests.Servers;

/// <summary>One DNS server on a free loopback port, with its configuration in a folder of its own.</summary>
internal abstract class RealServer(IPAddress address) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private ServerProcess? process;

    public IPEndPoint EndPoint { get; private set; } = new(address, 0);

    protected DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("realdns-");

    protected abstract string Program { get; }

    /// <summary>A name that it knows, by which it shows that it is up.</summary>
    protected virtual string KnownName => ClusterZone.Name;

    protected abstract IEnumerable<string> Arguments { get; }

    /// <summary>Takes a port, writes the configuration, and returns once the server answers.</summary>
    public async Task StartAsync()
    {
        const int Attempts = 3;
        for (var attempt = 1; ; attempt++)
        {
            EndPoint = LoopbackPort.Pick(address);
            await ConfigureAsync();
            try
            {
                await RunAsync();
                return;
            }
            catch (ServerEndedException) when (attempt < Attempts)
            {
                // Somebody else may have taken the port in the meantime.
            }
        }
    }

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        process?.Dispose();
        process = null;
    }

    /// <summary>Starts the same server again after <see cref="Kill"/>, with the port and the data that it had.</summary>
    public Task RestartAsync() => RunAsync();

    public ValueTask DisposeAsync()
    {
        Kill();
        Folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    protected abstract Task ConfigureAsync();

    protected string PathTo(string file) => Path.Combine(Folder.FullName, file);

    private async Task RunAsync()
    {
        process = ServerProcess.Start(Installed.PathOf(Program), Arguments, Folder.FullName);
        using var patience = new CancellationTokenSource(Patience);
        while (!await ServerProbe.AnswersAsync(EndPoint, KnownName))
        {
            if (process.HasExited || patience.IsCancellationRequested)
            {
                var said = process.Output;
                Kill();
                throw new ServerEndedException($"{Program} does not answer on {EndPoint}. It wrote:{Environment.NewLine}{said}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }
}
