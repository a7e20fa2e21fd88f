using System.Diagnostics;

namespace HeadlessDiscovery.Tool.Tests.Processes;

/// <summary>Streams that take nothing, as a shell makes them.</summary>
public sealed class StreamTests
{
    [Fact]
    public async Task A_result_that_a_full_disk_did_not_take_is_no_success()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "The test writes to /dev/full.");
        var (exitCode, error) = await RunAsync("manifest orders --port 5000 > /dev/full");

        Assert.Equal(2, exitCode);
        Assert.StartsWith("error: standard output did not take all of the result: ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("config 2>&-", 0)]
    [InlineData("config --no-such-option 2>&-", 2)]
    [InlineData("explain exit-codes -o json | true", 0)]
    public async Task A_stream_that_is_closed_changes_no_exit_code(string arguments, int exitCode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The test uses a shell.");

        Assert.Equal(exitCode, (await RunAsync(arguments)).ExitCode);
    }

    private static async Task<(int ExitCode, string Error)> RunAsync(string arguments)
    {
        // The exit code of a pipe is that of the tool, which is its first part.
        var start = new ProcessStartInfo("bash", ["-c", $"set -o pipefail; dotnet \"$0\" {arguments}", Path.Combine(AppContext.BaseDirectory, "HeadlessDiscovery.Tool.dll")]) { RedirectStandardError = true };
        using var shell = Process.Start(start)!;
        var error = await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (shell.ExitCode, error);
    }
}
