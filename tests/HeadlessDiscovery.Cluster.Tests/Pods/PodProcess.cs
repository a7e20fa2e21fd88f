using System.Collections.Concurrent;
using System.Diagnostics;
using HeadlessDiscovery.Samples.Tests;

namespace HeadlessDiscovery.Cluster.Tests.Pods;

/// <summary>A sample as one pod: a process that listens on an address of its own. Disposal ends this process and no other.</summary>
internal sealed class PodProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();
    private bool isDisposed;

    public PodProcess(string sample, string address, int port, IEnumerable<KeyValuePair<string, string>> settings)
    {
        Address = address;
        Authority = $"{address}:{port}";
        var start = new ProcessStartInfo("dotnet", [Repository.Sample(sample), "--urls", $"http://{Authority}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The machine's own variables must not decide who a pod is.
        start.Environment.Remove("POD_IPS");
        start.Environment["POD_IP"] = address;
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment["HeadlessPeers__Port"] = $"{port}";
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, output) => lines.Enqueue(output.Data ?? string.Empty);
        process.ErrorDataReceived += (_, output) => lines.Enqueue(output.Data ?? string.Empty);
        OwnProcesses.Start(process);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Address { get; }

    /// <summary>Address and port, as peers name it.</summary>
    public string Authority { get; }

    public bool HasExited => isDisposed || process.HasExited;

    public int ExitCode => process.ExitCode;

    public string Output => string.Join('\n', lines);

    /// <summary>kill -9: nothing is said or finished any more.</summary>
    public Task KillAsync() => DisposeAsync().AsTask();

    public void Stop() => Signal.Send(process.Id, Signal.Stop);

    public void Continue() => Signal.Send(process.Id, Signal.Continue);

    public void Terminate() => Signal.Send(process.Id, Signal.Terminate);

    public Task WaitForExitAsync(CancellationToken cancellationToken) => process.WaitForExitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (isDisposed)
        {
            return;
        }

        isDisposed = true;
        OwnProcesses.Kill(process);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    public override string ToString() => $"--- {Authority}{(HasExited ? " (ended)" : string.Empty)}\n{Output}";
}
