using System.Diagnostics;
using System.Text.RegularExpressions;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Tool.Tests.Processes;

/// <summary>Whom the program connects to, as the kernel sees it: there is no update check, and nothing is reported to anybody.</summary>
[Trait("program", "own")]
public sealed partial class NetworkTests
{
    private const string Strace = "strace";

    [Theory]
    [InlineData("resolve orders", true)]
    [InlineData("doctor orders", true)]
    [InlineData("wait orders --min 1 --stable 100ms", true)]
    [InlineData("watch orders --initial-only", true)]
    [InlineData("expand orders", false)]
    [InlineData("config", false)]
    [InlineData("explain HP311", false)]
    [InlineData("manifest orders --port 5000", false)]
    [InlineData("--version", false)]
    [InlineData("--help", false)]
    public async Task The_tool_connects_to_its_name_server_and_to_nobody_else(string command, bool queries)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), $"The test uses {Strace}.");
        Prerequisite.RequireProgram(Strace, Strace);
        Assert.SkipUnless(await RunAsync("/dev/null", "true") == 0, "Processes cannot be traced here.");
        await using var server = await HeadlessServiceServer.StartAsync("orders", cancellationToken: TestContext.Current.CancellationToken);
        server.SetPods("127.0.1.1");
        var log = Path.GetTempFileName();
        try
        {
            string[] given = queries ? ["--server", server.NameServer, "--resolv-conf", server.ResolvConfPath, "--client", "--family", "v4"] : [];
            Assert.Equal(0, await RunAsync(log, [.. ToolProgram.Command.Split(' ', 2).Select(word => word.Trim('\'')), .. command.Split(' '), .. given]));

            // Sockets of the machine itself are AF_UNIX.
            string[] lines = [.. (await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken)).Where(line => line.Contains("sa_family=AF_INET", StringComparison.Ordinal))];

            Assert.Equal(queries, lines.Length > 0);
            Assert.Equal(queries ? [server.EndPoint.ToString()] : [], lines.Select(line => Target().Match(line)).Select(match => $"{match.Groups["address"]}:{match.Groups["port"]}").Distinct());
        }
        finally
        {
            File.Delete(log);
        }
    }

    private static async Task<int> RunAsync(string log, params string[] command)
    {
        using var traced = Process.Start(new ProcessStartInfo(Strace, ["-f", "-qq", "-e", "trace=connect,sendto,sendmsg,sendmmsg", "-o", log, .. command]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = traced.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await traced.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await error;
        await traced.WaitForExitAsync(TestContext.Current.CancellationToken);
        return traced.ExitCode;
    }

    [GeneratedRegex("""port=htons\((?<port>\d+)\).*?"(?<address>[^"]+)"\)""")]
    private static partial Regex Target();
}
