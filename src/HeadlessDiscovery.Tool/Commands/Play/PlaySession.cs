using System.Net.Sockets;

namespace HeadlessDiscovery.Tool.Commands.Play;

/// <summary>Takes the commands one after the other: those of the script, then those of standard input.</summary>
internal sealed class PlaySession(Invocation invocation, PlayCluster cluster, PlayScreen screen)
{
    private readonly PlayVerbs verbs = new(cluster, invocation.Host.Time, invocation.Words);

    /// <summary>Ends at <c>quit</c>, or where nobody can type any more.</summary>
    /// <exception cref="UsageException">A command of the script or of a pipe is wrong: nobody is there to correct it.</exception>
    public async Task RunAsync(PlayScript? script, CancellationToken cancellationToken)
    {
        for (var line = 0; line < script?.Lines.Count; line++)
        {
            if (!await TakeStrictlyAsync(script.Lines[line], $"{script.Path}:{line + 1}", cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }

        var isTyped = !invocation.Host.IsInputRedirected;
        var isPrompted = isTyped && !invocation.Host.IsOutputRedirected;
        using var input = new StreamReader(invocation.Host.Input());
        for (var number = 1; ; number++)
        {
            if (isPrompted)
            {
                screen.Prompt();
            }

            // A read of a terminal or a pipe cannot be cancelled: Ctrl+C leaves it behind.
            var line = await input.ReadLineAsync(cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
            if (line is null)
            {
                break;
            }

            var goesOn = isTyped
                ? await TakeTypedAsync(line, cancellationToken).ConfigureAwait(false)
                : await TakeStrictlyAsync(line, $"-:{number}", cancellationToken).ConfigureAwait(false);
            if (!goesOn)
            {
                return;
            }
        }

        // Ctrl+D in a terminal is the end. The end of a pipe is not: whoever wrote it wants the cluster that it made.
        if (!isTyped)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, invocation.Host.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> TakeTypedAsync(string line, CancellationToken cancellationToken)
    {
        try
        {
            return await TakeAsync(line, cancellationToken).ConfigureAwait(false);
        }
        catch (UsageException wrong)
        {
            invocation.Error(wrong.Message);
            return true;
        }
    }

    private async Task<bool> TakeStrictlyAsync(string line, string place, CancellationToken cancellationToken)
    {
        if (Words(line).Length > 0)
        {
            screen.Echo(line.Trim());
        }

        try
        {
            return await TakeAsync(line, cancellationToken).ConfigureAwait(false);
        }
        catch (UsageException wrong)
        {
            throw new UsageException($"{place}: {wrong.Message}");
        }
    }

    private async Task<bool> TakeAsync(string line, CancellationToken cancellationToken)
    {
        switch (Words(line))
        {
            case []:
                return true;
            case ["quit" or "exit"]:
                return false;
            case ["help"]:
                screen.Help();
                return true;
            case ["list"]:
                screen.Pods();
                break;
            case ["show"]:
                screen.Reach();
                break;
            case [var verb, .. var given]:
                try
                {
                    await verbs.RunAsync(verb, given, cancellationToken).ConfigureAwait(false);
                }
                catch (SocketException failure)
                {
                    throw new UsageException(invocation.Words.PlayCannotListen(cluster.NameServer, failure.Message));
                }

                break;
        }

        screen.Show(line.Trim());
        return true;
    }

    // What follows "#" is a comment.
    private static string[] Words(string line) => line.Split('#')[0].Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>A file of commands, one a line.</summary>
internal sealed record PlayScript(string Path, IReadOnlyList<string> Lines);
