using System.Text.Json;
using HeadlessDiscovery.Tool.Tests.Running;

namespace HeadlessDiscovery.Tool.Tests.Commands;

/// <summary><c>watch NAME -- COMMAND</c>, with a real shell.</summary>
public sealed class WatchRunTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("headless-peers-").FullName;

    private string File => Path.Combine(folder, "runs");

    [Fact]
    public async Task The_command_gets_the_event_on_its_standard_input_and_the_peers_in_its_environment()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The test needs /bin/sh.");
        var run = await ToolRun.Of(
            Resolvers(Sample.Snapshot(1, "10.0.0.1:5000", "10.0.0.2:5000")),
            "watch", "orders", "-o", "json", "--", "/bin/sh", "-c", $"cat; echo \"$HEADLESS_PEERS|$HEADLESS_PEERS_ADDED|$HEADLESS_PEERS_REMOVED\" > {File}");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("10.0.0.1:5000 10.0.0.2:5000|10.0.0.1:5000 10.0.0.2:5000|\n", await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken));

        // What the command prints must not get among the JSON.
        Assert.Equal(2, run.Objects().Length);
        var seen = JsonDocument.Parse(run.Error.Split('\n')[0]).RootElement;
        Assert.Equal("snapshot", seen.GetProperty("event").GetString());
        CliSchema.Validate(run.Error.Split('\n')[0]);
    }

    [Fact]
    public async Task The_command_has_the_terminal_of_the_tool()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The test needs /bin/sh.");
        var terminal = new ToolRun.Terminal { Variables = new() { ["TERM"] = "vt220" } };

        await terminal.RunAsync(Resolvers(Sample.Snapshot(1, "10.0.0.1")), "watch", "orders", "-o", "json", "--", "/bin/sh", "-c", $"echo $TERM > {File}");

        Assert.Equal("vt220\n", await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Runs_never_overlap_and_the_last_state_always_runs_relative_to_what_the_command_saw()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The test needs /bin/sh.");
        PeerSnapshot[] snapshots = [.. Enumerable.Range(1, 20).Select(i => Sample.Snapshot(i, [.. Enumerable.Range(1, i).Select(n => $"10.0.0.{n}")]))];

        var run = await ToolRun.Of(
            Resolvers(snapshots),
            "watch", "orders", "-o", "json", "--", "/bin/sh", "-c", $"mkdir {File}.lock || exit 9; echo $HEADLESS_PEERS_ADDED >> {File}; rmdir {File}.lock");

        var added = (await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken)).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Enumerable.Range(1, 20).Select(n => $"10.0.0.{n}"), added);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Pods_that_exchange_their_addresses_run_the_command_and_one_answer_runs_it_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The test needs /bin/sh.");
        var run = await ToolRun.Of(
            Resolvers(
                Sample.Hosts(1, "10.0.0.1=orders-0", "10.0.0.2=orders-1"),
                Sample.Hosts(2, "10.0.0.1=orders-1", "10.0.0.2=orders-0")),
            "watch", "orders", "-o", "json", "--", "/bin/sh", "-c", $"cat >> {File}");

        Assert.Equal(0, run.ExitCode);
        var runs = await System.IO.File.ReadAllLinesAsync(File, TestContext.Current.CancellationToken);
        Assert.InRange(runs.Length, 1, 2);
        var last = JsonDocument.Parse(runs[^1]).RootElement;
        Assert.Equal("hosts", last.GetProperty("event").GetString());
        Assert.Equal(["orders-1", "orders-0"], last.GetProperty("peers").EnumerateArray().Select(peer => peer.GetProperty("host").GetString()!));
        CliSchema.Validate(runs[^1]);
    }

    [Fact]
    public async Task IPv6_peers_stand_in_the_environment_as_other_programs_take_them()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The test needs /bin/sh.");
        await ToolRun.Of(Resolvers(Sample.Snapshot(1, "fd00::1", "[fd00::2]:5000")), "watch", "orders", "-o", "json", "--", "/bin/sh", "-c", $"echo $HEADLESS_PEERS > {File}");

        Assert.Equal("fd00::1 [fd00::2]:5000\n", await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_failing_command_is_said_and_watching_goes_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The test needs /bin/sh.");
        var run = await ToolRun.Of(Resolvers(Sample.Snapshot(1, "10.0.0.1")), "watch", "orders", "-o", "json", "--", "/bin/sh", "-c", "exit 7");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("warning: '/bin/sh' ended with exit code 7", run.Error.Trim());
    }

    [Fact]
    public async Task A_command_that_cannot_be_started_is_wrong_usage()
    {
        var run = await ToolRun.Of(Resolvers(Sample.Snapshot(1, "10.0.0.1")), "watch", "orders", "-o", "json", "--", Path.Combine(folder, "missing"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("cannot be started", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_runs_before_the_first_verified_answer()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The test needs /bin/sh.");
        await ToolRun.Of(Resolvers(PeerSnapshot.Unresolved), "watch", "orders", "-o", "json", "--", "/bin/sh", "-c", $"echo ran > {File}");

        Assert.False(System.IO.File.Exists(File));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static FakeResolvers Resolvers(params PeerSnapshot[] snapshots)
    {
        var resolvers = new FakeResolvers { EndsQuietly = true };
        foreach (var snapshot in snapshots)
        {
            resolvers.Snapshots.Add(snapshot);
        }

        return resolvers;
    }
}
