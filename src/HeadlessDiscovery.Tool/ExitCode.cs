namespace HeadlessDiscovery.Tool;

/// <summary>The exit codes of docs/cli.md, the same for every command and every output format.</summary>
internal static class ExitCode
{
    public const int Yes = 0;
    public const int No = 1;
    public const int WrongUsage = 2;
    public const int CouldNotAsk = 3;
    public const int OurBug = 70;
    public const int Interrupted = 130;
    public const int Terminated = 143;
}
