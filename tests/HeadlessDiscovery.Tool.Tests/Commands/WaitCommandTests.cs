using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tool.Resolving;
using HeadlessDiscovery.Tool.Tests.Running;

namespace HeadlessDiscovery.Tool.Tests.Commands;

[Collection("loops of the process")]
public sealed class WaitCommandTests
{
    [Theory]
    [InlineData(PeerReadinessReason.Ready, 0, "ready", "Ready: ")]
    [InlineData(PeerReadinessReason.Alone, 1, "alone", "Alone: ")]
    [InlineData(PeerReadinessReason.TooFew, 1, "tooFew", "Too few: ")]
    [InlineData(PeerReadinessReason.Undecided, 3, "undecided", "Undecided: ")]
    public async Task Each_reason_has_its_exit_code_in_every_format(PeerReadinessReason reason, int exitCode, string word, string says)
    {
        var resolvers = new FakeResolvers { Readiness = new PeerReadiness { Reason = reason, Snapshot = Sample.Snapshot(1, "10.0.0.1:5000"), Minimum = 2 } };

        var table = await ToolRun.Of(resolvers, "wait", "orders", "--min", "2");
        var json = await ToolRun.Of(resolvers, "wait", "orders", "--min", "2", "-o", "json");
        var plain = await ToolRun.Of(resolvers, "wait", "orders", "--min", "2", "-o", "plain");

        Assert.Equal([exitCode, exitCode, exitCode], new[] { table, json, plain }.Select(run => run.ExitCode));
        Assert.StartsWith(says, table.Output, StringComparison.Ordinal);
        Assert.Equal(word, Assert.Single(json.Objects()).GetProperty("readiness").GetString());
        Assert.Equal(["10.0.0.1:5000"], plain.Lines);
        Assert.True(resolvers.IsDisposed);
    }

    [Fact]
    public async Task Nobody_listed_is_undecided_and_says_what_not_to_do()
    {
        var nobody = new PeerSnapshot([]) { IsResolved = true, LastOutcome = LookupOutcome.Empty, LastReason = LookupReason.NxDomain, Self = SelfPresence.Absent };
        var run = await ToolRun.Of(new FakeResolvers { Readiness = new PeerReadiness { Reason = PeerReadinessReason.Undecided, Snapshot = nobody, Minimum = 1 } }, "wait", "orders");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("Do not form a cluster of one.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_defaults_are_a_minute_and_five_seconds_that_give_way_to_a_shorter_wait()
    {
        var resolvers = new FakeResolvers { Readiness = new PeerReadiness { Reason = PeerReadinessReason.Ready, Snapshot = Sample.Snapshot(1), Minimum = 1 } };

        await ToolRun.Of(resolvers, "wait", "orders");
        Assert.Equal((1, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60)), resolvers.Waited);
        await ToolRun.Of(resolvers, "wait", "orders", "--min", "3", "--for", "2s");
        Assert.Equal((3, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2)), resolvers.Waited);
        await ToolRun.Of(resolvers, "wait", "orders", "--stable", "0s");
        Assert.Equal(TimeSpan.Zero, resolvers.Waited.StableFor);
    }

    [Fact]
    public async Task The_real_resolver_is_ready_alone_too_few_and_undecided()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", cancellationToken: TestContext.Current.CancellationToken);
        server.SetPods("10.244.1.7", "10.244.2.9");
        var ready = await RunAsync(server, "--min", "2", "--stable", "0s");
        var tooFew = await RunAsync(server, "--min", "3", "--for", "3s");
        server.SetPods("10.244.1.7");
        var alone = await RunAsync(server, "--min", "2", "--for", "3s");
        server.Faults.ServFail();
        var undecided = await RunAsync(server, "--for", "3s");

        Assert.Equal([0, 1, 1, 3], new[] { ready, tooFew, alone, undecided }.Select(run => run.ExitCode));
        Assert.Equal(["ready", "tooFew", "alone", "undecided"], new[] { ready, tooFew, alone, undecided }.Select(run => Assert.Single(run.Objects()).GetProperty("readiness").GetString()!));
        Assert.Equal("servfail", undecided.Objects()[0].GetProperty("reason").GetString());
        Assert.Equal(2, ready.Objects()[0].GetProperty("members").GetInt32());
    }

    [Fact]
    public async Task Interrupted_it_ends_with_143()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", cancellationToken: TestContext.Current.CancellationToken);
        server.Faults.Drop();
        var terminal = new ToolRun.Terminal();

        var running = terminal.RunAsync(new ResolverSource(), "wait", "orders", "--server", server.NameServer, "--resolv-conf", server.ResolvConfPath);
        await server.Questions.WaitForAsync(1, cancellationToken: TestContext.Current.CancellationToken);
        terminal.Interruption.Interrupt(143);

        Assert.Equal(143, (await running).ExitCode);
    }

    private static Task<ToolRun> RunAsync(HeadlessServiceServer server, params string[] arguments) => new ToolRun.Terminal().RunAsync(
        new ResolverSource(), ["wait", "orders", "--server", server.NameServer, "--resolv-conf", server.ResolvConfPath, "--family", "v4", "--self", "10.244.1.7", "-o", "json", .. arguments]);
}
