using System.Text.Json;
using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tool.Tests.Running;

namespace HeadlessDiscovery.Tool.Tests.Processes;

/// <summary>The commands in a program of their own, as somebody installs it: compiled code lacks what nobody saw it use.</summary>
[Trait("program", "own")]
public sealed class CommandTests
{
    [Fact]
    public async Task Resolve_finds_the_pods()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", cancellationToken: TestContext.Current.CancellationToken);
        server.AddPod("orders-0", "127.0.1.1");

        var (exitCode, output) = await RunAsync("resolve", "orders", "--server", server.NameServer, "--resolv-conf", server.ResolvConfPath, "--srv", "peer", "--client", "--family", "v4", "-o", "json");

        Assert.Equal(0, exitCode);
        CliSchema.Validate(output.TrimEnd('\n'));
        var peer = Assert.Single(JsonDocument.Parse(output).RootElement.GetProperty("peers").EnumerateArray());
        Assert.Equal("127.0.1.1", peer.GetProperty("address").GetString());
        Assert.Equal("orders-0.orders.default.svc.cluster.local", peer.GetProperty("host").GetString());
    }

    [Fact]
    public async Task Watch_reports_a_pod_that_joins_and_counts_its_lookups()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", options => options.Ttl = TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        server.SetPods("127.0.1.1");
        using var tool = ToolProgram.Start("watch", "orders", "--server", server.NameServer, "--resolv-conf", server.ResolvConfPath, "--client", "--family", "v4", "-o", "json", "--count", "1");

        await server.Questions.WaitForAsync(2, cancellationToken: TestContext.Current.CancellationToken);
        server.AddPod("127.0.1.2");
        var lines = (await tool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).TrimEnd('\n').Split('\n');
        await tool.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, tool.ExitCode);
        NonEmpty.All(lines, CliSchema.Validate);
        var end = JsonDocument.Parse(lines[^1]).RootElement;
        Assert.Equal(2, end.GetProperty("peers").GetArrayLength());
        Assert.True(end.GetProperty("lookups").GetInt32() >= 2);
    }

    [Fact]
    public async Task Doctor_and_explain_have_their_findings_and_pages()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", cancellationToken: TestContext.Current.CancellationToken);

        var doctor = await RunAsync("doctor", "orders", "--server", server.NameServer, "--resolv-conf", server.ResolvConfPath, "--client", "--family", "v4", "-o", "json");
        var code = JsonDocument.Parse(doctor.Output).RootElement.GetProperty("findings")[0].GetProperty("code").GetString()!;
        var explain = await RunAsync("explain", code, "--lang", "ko");

        CliSchema.Validate(doctor.Output.TrimEnd('\n'));
        Assert.Equal(0, explain.ExitCode);
        Assert.Contains(code, explain.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pods_of_the_demo_serve_HTTP_to_each_other()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The demo listens on 127.0.1.x.");
        using var tool = ToolProgram.Start("demo");

        var line = string.Empty;
        while (line is not null && !line.Contains("9 of 9 calls answered", StringComparison.Ordinal))
        {
            line = await tool.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        }

        await SignalTests.SendAsync(tool, "INT");
        await tool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await tool.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.NotNull(line);
        Assert.Equal(0, tool.ExitCode);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        using var tool = ToolProgram.Start(arguments);
        var output = await tool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await tool.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (tool.ExitCode, output);
    }
}
