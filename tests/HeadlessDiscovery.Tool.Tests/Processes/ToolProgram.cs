using System.Diagnostics;

namespace HeadlessDiscovery.Tool.Tests.Processes;

/// <summary>The tool as a program: the one that was built, or the one that <c>PEERS_TOOL</c> names, as CI does with the one from each package.</summary>
internal static class ToolProgram
{
    /// <summary>Its words in a shell.</summary>
    public static string Command { get; } = Environment.GetEnvironmentVariable("PEERS_TOOL") is { Length: > 0 } program
        ? $"'{program}'"
        : $"dotnet '{Path.Combine(AppContext.BaseDirectory, "HeadlessDiscovery.Tool.dll")}'";

    public static Process Start(params string[] arguments)
    {
        string[] words = [.. Command.Split(' ', 2).Select(word => word.Trim('\'')), .. arguments];
        return Process.Start(new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }
}
