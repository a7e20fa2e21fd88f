using System.Diagnostics;
using System.Text;

namespace HeadlessDiscovery.Walk.Tests.Typing;

/// <summary>Lines that bash runs in a session of their own, so that Ctrl+C, and the end of the test, reach all that they started and nobody else.</summary>
internal sealed class TypedCommand : IAsyncDisposable
{
    private readonly Process process;
    private readonly string script;
    private readonly Lock gate = new();
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();
    private TaskCompletionSource written = New();

    public TypedCommand(string script, string folder, IEnumerable<KeyValuePair<string, string>> environment, string input = "")
    {
        this.script = script;
        var start = new ProcessStartInfo("setsid", ["bash", "-c", "set -eo pipefail\n" + script])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Add(output, line.Data);
        process.ErrorDataReceived += (_, line) => Add(error, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
    }

    /// <summary>Until it has printed the text.</summary>
    public async Task PrintsAsync(string text, CancellationToken cancellationToken)
    {
        var ended = process.WaitForExitAsync(cancellationToken);
        while (true)
        {
            // In this order: what it printed before its end is there when it has ended.
            var isOver = ended.IsCompleted;
            Task more;
            lock (gate)
            {
                if (output.ToString().Contains(text, StringComparison.Ordinal))
                {
                    return;
                }

                more = written.Task;
            }

            if (isOver)
            {
                await Told(ended, $"did not print '{text}'");
                throw new InvalidOperationException($"It ended and did not print '{text}'.\n{Now()}");
            }

            await Task.WhenAny(more, ended);
        }
    }

    /// <summary>Until all of it has ended: also what it started has closed its output by then.</summary>
    public async Task<Printed> EndsAsync(CancellationToken cancellationToken)
    {
        await Told(process.WaitForExitAsync(cancellationToken), "did not end");
        return Now() with { ExitCode = process.ExitCode };
    }

    /// <summary>Ctrl+C.</summary>
    public void Interrupt() => Signal("-INT");

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            Signal("-KILL");
        }

        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Printed Now()
    {
        lock (gate)
        {
            return new Printed(script, -1, output.ToString(), error.ToString());
        }
    }

    private async Task Told(Task task, string what)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"It {what} in time.\n{Now()}");
        }
    }

    // The session's group has the number of its first process.
    private void Signal(string signal)
    {
        using var kill = Process.Start("bash", ["-c", $"kill {signal} -- -{process.Id}"]);
        kill.WaitForExit();
    }

    private void Add(StringBuilder text, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (gate)
        {
            text.Append(line).Append('\n');
            var before = written;
            written = New();
            before.TrySetResult();
        }
    }
}
