using System.ComponentModel;
using System.Diagnostics;
using HeadlessDiscovery.Tool.Options;
using HeadlessDiscovery.Tool.Output;
using HeadlessDiscovery.Tool.Output.Json;
using HeadlessDiscovery.Tool.Output.Plain;

namespace HeadlessDiscovery.Tool.Commands.Watch;

/// <summary>Runs the command after <c>--</c> on each change. Runs never overlap; changes during a run become one run; the last state always runs.</summary>
internal sealed class ChangeRunner(Invocation invocation, Action cannotStart)
{
    private readonly Lock gate = new();
    private WatchEvent? waiting;
    private Task running = Task.CompletedTask;
    private PeerSnapshot seen = PeerSnapshot.Unresolved;
    private string? startFailure;

    private string Command => invocation.Trailing[0];

    public void Offer(WatchEvent told)
    {
        lock (gate)
        {
            waiting = told;
            if (running.IsCompleted)
            {
                running = Task.Run(RunAllAsync);
            }
        }
    }

    /// <summary>Waits for the run of the last state.</summary>
    /// <exception cref="UsageException">The command cannot be started.</exception>
    public async Task CompleteAsync()
    {
        Task last;
        lock (gate)
        {
            last = running;
        }

        await last.ConfigureAwait(false);
        if (startFailure is not null)
        {
            throw new UsageException(invocation.Words.CommandNotStarted(Command, startFailure));
        }
    }

    private async Task RunAllAsync()
    {
        while (true)
        {
            WatchEvent told;
            lock (gate)
            {
                if (waiting is null || startFailure is not null)
                {
                    // Said inside the lock: an offer that comes now must see that nobody takes it.
                    running = Task.CompletedTask;
                    return;
                }

                told = waiting;
                waiting = null;
            }

            await RunAsync(told).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(WatchEvent told)
    {
        // Relative to what the command saw last, which is not what the event before told.
        var change = new PeerChange(seen, told.Snapshot);
        seen = told.Snapshot;
        try
        {
            using var process = Process.Start(StartInfo(change)) ?? throw new Win32Exception();
            var echo = process.StartInfo.RedirectStandardOutput ? EchoAsync(process) : Task.CompletedTask;
            await FeedAsync(process, WatchJson.Of(told with { Added = change.Added, Removed = change.Removed })).ConfigureAwait(false);
            await echo.ConfigureAwait(false);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            if (process.ExitCode != 0)
            {
                invocation.Aside(invocation.Words.Note(invocation.Words.CommandFailed(Command, process.ExitCode)));
            }
        }
        catch (Win32Exception failure)
        {
            lock (gate)
            {
                startFailure = failure.Message;
            }

            cannotStart();
        }
    }

    private ProcessStartInfo StartInfo(PeerChange change)
    {
        var start = new ProcessStartInfo(Command, invocation.Trailing.Skip(1))
        {
            RedirectStandardInput = true,

            // With -o json the tool's own standard output is JSON and nothing else.
            RedirectStandardOutput = invocation.Format == OutputFormat.Json,
        };
        start.Environment["TERM"] = invocation.Host.Variable("TERM");
        start.Environment["HEADLESS_PEERS"] = string.Join(' ', change.Current.Select(PlainLines.Text));
        start.Environment["HEADLESS_PEERS_ADDED"] = string.Join(' ', change.Added.Select(PlainLines.Text));
        start.Environment["HEADLESS_PEERS_REMOVED"] = string.Join(' ', change.Removed.Select(PlainLines.Text));
        return start;
    }

    private async Task EchoAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            invocation.Host.Error.WriteLine(line);
        }
    }

    private static async Task FeedAsync(Process process, ReadOnlyMemory<byte> json)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(json).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A command that does not read its standard input may close it.
        }
    }
}
