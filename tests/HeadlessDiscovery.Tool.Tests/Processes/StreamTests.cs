using System.Diagnostics;

namespace HeadlessDiscovery.Tool.Tests.Processes;

/// <summary>Streams that take nothing, as a shell makes them.</summary>
[Trait("program", "own")]
public sealed class StreamTests
{
    [Fact]
    public async Task A_result_that_a_full_disk_did_not_take_is_no_success()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "The test writes to /dev/full.");
        var (exitCode, error) = await RunAsync("manifest orders --port 5000 > /dev/full");

        Assert.Equal(2, exitCode);
        Assert.StartsWith("error: the result could not be written to standard output: ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("config 2>&-", 0)]
    [InlineData("config --no-such-option 2>&-", 2)]
    [InlineData("explain exit-codes -o json | true", 0)]
    [InlineData("config <&-", 0)]
    public async Task A_stream_that_is_closed_changes_no_exit_code(string arguments, int exitCode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The test uses a shell.");

        Assert.Equal(exitCode, (await RunAsync(arguments)).ExitCode);
    }

    [Theory]
    [InlineData("config >&-")]
    [InlineData("config -o json >&-")]
    [InlineData("config >&- 2>&-")]
    public async Task A_result_for_a_closed_stream_is_no_success(string arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The test uses a shell.");

        Assert.Equal(2, (await RunAsync(arguments)).ExitCode);
    }

    [Theory]
    [InlineData("config -o json")]
    [InlineData("config --color never")]
    [InlineData("explain exit-codes --color never")]
    public async Task On_a_terminal_no_byte_stands_before_the_result_and_none_is_an_escape(string arguments)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "The test has its terminal from script(1).");
        var start = new ProcessStartInfo("/usr/bin/script", ["-qec", $"{ToolProgram.Command} {arguments}", "/dev/null"]) { RedirectStandardOutput = true, RedirectStandardInput = true };
        start.Environment["TERM"] = "xterm";
        start.Environment.Remove("NO_COLOR");
        using var terminal = Process.Start(start)!;
        var output = await terminal.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await terminal.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.NotEmpty(output);
        Assert.DoesNotContain('\e', output);
    }

    private static async Task<(int ExitCode, string Error)> RunAsync(string arguments)
    {
        // The exit code of a pipe is that of the tool, which is its first part.
        var start = new ProcessStartInfo("bash", ["-c", $"set -o pipefail; {ToolProgram.Command} {arguments}"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var shell = Process.Start(start)!;
        var output = shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await output;
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (shell.ExitCode, error);
    }
}
