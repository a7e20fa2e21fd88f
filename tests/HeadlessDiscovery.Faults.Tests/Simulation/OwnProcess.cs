using System.Diagnostics;
using System.Reflection;

namespace HeadlessDiscovery.Faults.Tests.Simulation;

/// <summary>This program once more, with one of its commands.</summary>
internal static class OwnProcess
{
    private static readonly TimeSpan SafetyNet = TimeSpan.FromMinutes(5);

    /// <summary>Runs a command to its end and gives what it wrote; fails with what it complained about.</summary>
    public static async Task<string> RunAsync(params string[] command)
    {
        using var net = new CancellationTokenSource(SafetyNet);
        var self = Environment.ProcessPath!;
        var start = new ProcessStartInfo(self) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(self) == "dotnet")
        {
            start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        }

        foreach (var argument in command)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(net.Token);
        var complaint = process.StandardError.ReadToEndAsync(net.Token);
        try
        {
            await process.WaitForExitAsync(net.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        Assert.True(process.ExitCode == 0, $"{string.Join(' ', command)} ended with {process.ExitCode}: {await complaint}{await output}");
        return await output;
    }
}
