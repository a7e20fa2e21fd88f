using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using HeadlessDiscovery.Tool.Tests.Running;

namespace HeadlessDiscovery.Tool.Tests.Processes;

/// <summary>The tool as a process of its own: what only a real signal and a real pipe can show.</summary>
[Trait("program", "own")]
public sealed class SignalTests
{
    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_ends_resolve_with_its_own_code(string signal, int exitCode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The test sends POSIX signals.");
        using var silent = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var tool = ToolProgram.Start("resolve", "orders.", "--server", silent.Client.LocalEndPoint!.ToString()!, "-o", "json");

        await silent.ReceiveAsync(TestContext.Current.CancellationToken);
        await SendAsync(tool, signal);
        await tool.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(exitCode, tool.ExitCode);
        Assert.Empty(await tool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_is_the_normal_end_of_watch(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The test sends POSIX signals.");
        using var silent = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var tool = ToolProgram.Start("watch", "orders.", "--server", silent.Client.LocalEndPoint!.ToString()!, "-o", "json");

        var first = await tool.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        await SendAsync(tool, signal);
        var rest = (await tool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).TrimEnd('\n').Split('\n');
        await tool.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, tool.ExitCode);
        Assert.Equal("snapshot", JsonDocument.Parse(first!).RootElement.GetProperty("event").GetString());
        Assert.Equal("end", JsonDocument.Parse(rest[^1]).RootElement.GetProperty("event").GetString());
        CliSchema.Validate(first!);
        CliSchema.Validate(rest[^1]);
    }

    internal static async Task SendAsync(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
