namespace HeadlessDiscovery.Tool.Hosting;

/// <summary>The wish from outside that the command ends: Ctrl+C, SIGTERM, or an output that takes no more.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();

    public CancellationToken Token => source.Token;

    /// <summary>130 after Ctrl+C, 143 after SIGTERM. Commands whose normal end this is do not read it.</summary>
    public int ExitCode { get; private set; } = Tool.ExitCode.Interrupted;

    public void Interrupt(int exitCode)
    {
        if (source.IsCancellationRequested)
        {
            return;
        }

        ExitCode = exitCode;
        source.Cancel();
    }

    public void Dispose() => source.Dispose();
}
