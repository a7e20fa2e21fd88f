using System.Diagnostics;
using System.Text.Json;
using HeadlessDiscovery.Tool.Tests.Running;

namespace HeadlessDiscovery.Tool.Tests.Processes;

[Trait("program", "own")]
public sealed class PlayTests
{
    [Fact]
    public async Task Play_outlives_its_pipe_serves_the_tool_and_ends_with_a_signal()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The test uses a shell, and sends POSIX signals.");
        var start = new ProcessStartInfo("bash", ["-c", $"exec {ToolProgram.Command} play --pods 2 -o json < <(printf 'add 127.0.0.1\\n')"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var play = Process.Start(start)!;
        await play.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        var line = await play.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        CliSchema.Validate(line!);
        var state = JsonDocument.Parse(line!).RootElement;
        var resolvConf = state.GetProperty("resolvConf").GetString()!;

        using var resolve = ToolProgram.Start("resolve", "orders-headless", "--server", state.GetProperty("nameServer").GetString()!, "--resolv-conf", resolvConf, "--client", "--family", "v4", "-o", "plain");
        var peers = await resolve.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await SignalTests.SendAsync(play, "INT");
        var rest = await play.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await play.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("10.244.0.1\n10.244.0.2\n127.0.0.1\n", peers);
        Assert.Empty(rest);
        Assert.Equal(0, play.ExitCode);
        Assert.False(File.Exists(resolvConf));
    }
}
