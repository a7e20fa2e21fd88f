using System.ComponentModel;
using System.Diagnostics;

namespace HeadlessDiscovery.Pods.Tests.Networks;

/// <summary>Whether this machine lets a test make network namespaces: without that it is skipped, and in CI it fails.</summary>
internal static class Machine
{
    private const string AptGet = "apt-get install -y iproute2 nftables";

    private static readonly Lazy<string?> Problem = new(Find);

    public static void Require() => Prerequisite.Require(Problem.Value);

    /// <summary>Runs a program to its end, and returns what it wrote.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static string Run(string input, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {output.Result}{error.Result}");
        }

        return output.Result;
    }

    private static string? Find()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "Network namespaces exist on Linux only.";
        }

        if (!Environment.IsPrivilegedProcess)
        {
            return "Only root may make network namespaces.";
        }

        try
        {
            Try();
            return null;
        }
        catch (Win32Exception missing)
        {
            return $"{missing.Message} To run this test: {AptGet}";
        }
        catch (InvalidOperationException refused)
        {
            return $"This machine has no network namespaces with nftables for us: {refused.Message}";
        }
    }

    // A container's root may have the programs, but not the right.
    private static void Try()
    {
        Run(string.Empty, "nft", "--version");
        var name = $"{PodNetwork.Prefix}-try";
        Run(string.Empty, "ip", "netns", "add", name);
        try
        {
            Run(string.Empty, "ip", "netns", "exec", name, "nft", "add", "table", "inet", "tests");
        }
        finally
        {
            Run(string.Empty, "ip", "netns", "del", name);
        }
    }
}
