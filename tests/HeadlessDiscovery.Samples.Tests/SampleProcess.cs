using System.Diagnostics;

namespace HeadlessDiscovery.Samples.Tests;

/// <summary>One sample as a process of its own; what it writes can be waited for. Disposal ends this process and no other.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly Lock gate = new();
    private readonly List<string> lines = [];
    private TaskCompletionSource written = New();

    public SampleProcess(string name, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add(Repository.Sample(name));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // The machine's own variables must not decide who a sample is.
        start.Environment.Remove("POD_IP");
        start.Environment.Remove("POD_IPS");
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        process = Process.Start(start)!;
        process.OutputDataReceived += (_, output) => Add(output.Data);
        process.ErrorDataReceived += (_, output) => Add(output.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Waits until a line holds all the texts; the lines before it are forgotten.</summary>
    public async Task<string> LineAsync(CancellationToken cancellationToken, params string[] texts)
    {
        while (true)
        {
            Task more;
            lock (gate)
            {
                var at = lines.FindIndex(line => texts.All(text => line.Contains(text, StringComparison.Ordinal)));
                if (at >= 0)
                {
                    var line = lines[at];
                    lines.RemoveRange(0, at + 1);
                    return line;
                }

                more = written.Task;
            }

            try
            {
                await more.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                lock (gate)
                {
                    throw new TimeoutException($"No line with [{string.Join(", ", texts)}]; there were:\n{string.Join('\n', lines)}");
                }
            }
        }
    }

    /// <summary>Asks it to end, as the kubelet does (SIGTERM).</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits until it has ended by itself, and gives its exit code.</summary>
    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (gate)
        {
            lines.Add(line);
            var before = written;
            written = New();
            before.TrySetResult();
        }
    }
}
