using System.Text.Json;
using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tool.Tests.Running;

namespace HeadlessDiscovery.Tool.Tests.Processes;

/// <summary>The tool with the real resolver against the scripted server: the seam fits.</summary>
/// <remarks>watch counts the lookups of the whole process, so that no other loop may run beside it.</remarks>
[Collection("loops of the process")]
public sealed class RealResolverTests
{
    private static readonly string[] Keys = ["found", "empty", "unknown"];

    [Fact]
    public async Task Resolve_tells_found_empty_and_unknown_apart()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", cancellationToken: TestContext.Current.CancellationToken);
        string[] arguments = ["resolve", "orders", "--server", server.NameServer, "--resolv-conf", server.ResolvConfPath, "--port", "5000", "--client", "--family", "v4", "-o", "json"];
        server.SetPods("127.0.1.1", "127.0.1.2");
        var found = await RunAsync(arguments);
        server.SetPods();
        var empty = await RunAsync(arguments);
        server.Faults.ServFail();
        var unknown = await RunAsync(arguments);

        Assert.Equal([0, 1, 3], new[] { found, empty, unknown }.Select(run => run.ExitCode));
        Assert.Equal(Keys, new[] { found, empty, unknown }.Select(run => Assert.Single(run.Objects()).GetProperty("outcome").GetString()!));
        var json = found.Objects()[0];
        Assert.Equal("orders.default.svc.cluster.local.", json.GetProperty("name").GetString());
        Assert.Equal(["127.0.1.1", "127.0.1.2"], json.GetProperty("peers").EnumerateArray().Select(peer => peer.GetProperty("address").GetString()!));
        Assert.Equal("servfail", unknown.Objects()[0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Resolve_by_srv_tells_port_and_host()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", cancellationToken: TestContext.Current.CancellationToken);
        server.AddPod("orders-0", "127.0.1.1");

        var run = await RunAsync("resolve", "orders", "--server", server.NameServer, "--resolv-conf", server.ResolvConfPath, "--srv", "peer", "--client", "--family", "v4", "-o", "json");

        var peer = Assert.Single(run.Objects()).GetProperty("peers")[0];
        Assert.Equal(5000, peer.GetProperty("port").GetInt32());
        Assert.Equal("orders-0.orders.default.svc.cluster.local", peer.GetProperty("host").GetString());
    }

    [Fact]
    public async Task A_cluster_ip_service_is_warned_of()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", cancellationToken: TestContext.Current.CancellationToken);
        server.AddClusterIPService("orders-head", "127.0.1.100").AddPort("peer", 5000);

        var run = await RunAsync("resolve", "orders-head", "--server", server.NameServer, "--resolv-conf", server.ResolvConfPath, "--client", "--family", "v4", "-o", "json");

        Assert.Single(run.Objects()[0].GetProperty("peers").EnumerateArray());
        Assert.Contains("HP302 orders-head.default.svc.cluster.local. is a ClusterIP Service, not headless.", run.Error, StringComparison.Ordinal);
        Assert.Contains("clusterIP: None", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_follows_a_scale_up_and_counts_its_look_ups()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", options => options.Ttl = TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        server.SetPods("127.0.1.1");
        var watching = RunAsync("watch", "orders", "--server", server.NameServer, "--resolv-conf", server.ResolvConfPath, "--client", "--family", "v4", "-o", "json", "-v", "--count", "1");

        // The second question comes after the first answer: what is added now is a change.
        await server.Questions.WaitForAsync(2, cancellationToken: TestContext.Current.CancellationToken);
        server.AddPod("127.0.1.2");

        var run = await watching;
        var events = run.Objects();

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("snapshot", Kind(events[0]));
        Assert.Contains("lookup", events.Select(Kind));
        Assert.Equal("end", Kind(events[^1]));
        Assert.True(events[^1].GetProperty("lookups").GetInt32() >= 2);
        Assert.Equal(0, events[^1].GetProperty("failed").GetInt32());
        Assert.Equal(2, events[^1].GetProperty("peers").GetArrayLength());
    }

    [Fact]
    public async Task Expand_and_config_show_the_pods_configuration_and_ask_nobody()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", options => options.SearchDomains.Add("default.svc.cluster.local"), TestContext.Current.CancellationToken);

        var expand = await RunAsync("expand", "orders", "--resolv-conf", server.ResolvConfPath, "-o", "json");
        var rooted = await RunAsync("expand", "orders", "--no-search", "--resolv-conf", server.ResolvConfPath, "-o", "json");
        var config = await RunAsync("config", "--resolv-conf", server.ResolvConfPath, "-o", "json");
        var missing = await RunAsync("config", "--resolv-conf", "/nowhere/resolv.conf", "-o", "json");

        Assert.Equal(["orders.default.svc.cluster.local."], Assert.Single(expand.Objects()).GetProperty("candidates").EnumerateArray().Select(name => name.GetString()!));
        Assert.Equal(["orders."], rooted.Objects()[0].GetProperty("candidates").EnumerateArray().Select(name => name.GetString()!));
        Assert.Equal(5, Assert.Single(config.Objects()).GetProperty("ndots").GetInt32());
        Assert.NotEmpty(Assert.Single(missing.Objects()).GetProperty("diagnostics").EnumerateArray());
        Assert.Equal([0, 0, 0, 0], new[] { expand, rooted, config, missing }.Select(run => run.ExitCode));
        Assert.Empty(server.Questions);
    }

    private static string Kind(JsonElement json) => json.GetProperty("event").GetString()!;

    private static Task<ToolRun> RunAsync(params string[] arguments) => new ToolRun.Terminal().RunAsync(new Resolving.ResolverSource(), arguments);
}
