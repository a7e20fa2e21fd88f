using System.Net;
using HeadlessDiscovery.Tool.Tests.Running;

namespace HeadlessDiscovery.Tool.Tests.Doctor;

/// <summary>HP1xx, each provoked by a resolv.conf.</summary>
public sealed class MachineFindingTests
{
    [Fact]
    public async Task HP101_without_a_file_nobody_can_be_asked()
    {
        await using var scene = await DoctorScene.StartAsync();
        var explanation = await scene.DiagnoseAsync("--resolv-conf", "/nowhere/resolv.conf", "--no-server");

        Assert.Equal(["HP101 error"], explanation.Findings);
        Assert.Equal((3, "couldNotAsk"), (explanation.ExitCode, explanation.Verdict));
        Assert.Contains("/nowhere/resolv.conf", explanation.Evidence("HP101"), StringComparison.Ordinal);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, explanation.Json.GetProperty("seen").ValueKind);
    }

    [Fact]
    public async Task HP101_a_file_without_a_name_server()
    {
        await using var scene = await DoctorScene.StartAsync();

        Assert.Equal(["HP101 error"], (await scene.DiagnoseAsync("--resolv-conf", scene.File("search default.svc.cluster.local"), "--no-server")).Findings);
    }

    [Theory]
    [InlineData("# nothing")]
    [InlineData("search corp.test")]
    public async Task HP102_no_search_domain_of_a_cluster(string line)
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("10.244.1.7");

        var explanation = await scene.DiagnoseAsync("--resolv-conf", scene.File(line, "nameserver 127.0.0.1"));

        Assert.Contains("HP102 warning", explanation.Findings);
        Assert.Equal("likely", explanation["HP102"].GetProperty("confidence").GetString());
    }

    [Fact]
    public async Task HP103_HP105_HP106_name_the_line()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("10.244.1.7");
        var file = scene.File(
            "nameserver 127.0.0.1", "nameserver 127.0.0.2", "nameserver 127.0.0.3", "nameserver 127.0.0.4",
            "nameserver dns.example", "options nodots:5 ndots:5", "search default.svc.cluster.local svc.cluster.local cluster.local");

        var explanation = await scene.DiagnoseAsync("--resolv-conf", file, "--client");

        Assert.Equal(["HP103 warning", "HP106 warning", "HP105 info"], explanation.Findings);
        Assert.Contains("line 4:", explanation.Evidence("HP103"), StringComparison.Ordinal);
        Assert.Contains("line 6:", explanation.Evidence("HP105"), StringComparison.Ordinal);
        Assert.Contains("dns.example", explanation.Evidence("HP106"), StringComparison.Ordinal);
        Assert.Equal((0, "warning"), (explanation.ExitCode, explanation.Verdict));
    }

    [Fact]
    public async Task HP104_the_bare_name_goes_out_first()
    {
        await using var scene = await DoctorScene.StartAsync();
        var explanation = await scene.DiagnoseAsync("orders.default", ["--resolv-conf", scene.File("search corp.test", "options ndots:1", "nameserver 127.0.0.1")]);

        Assert.Contains("HP104 warning", explanation.Findings);
        Assert.StartsWith("orders.default.\n", explanation.Evidence("HP104"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HP107_a_cache_of_the_node_is_said_beside_a_fault_only()
    {
        var resolvers = new FakeResolvers();
        resolvers.Explanations.Enqueue(Cached(Sample.Unknown(LookupReason.Timeout)));
        var silent = await ToolRun.Of(resolvers, "doctor", "orders", "-o", "json");
        resolvers.Explanations.Clear();
        resolvers.Explanations.Enqueue(Cached(Sample.Found("10.244.1.7")));
        var healthy = await ToolRun.Of(resolvers, "doctor", "orders", "-o", "json", "--client");

        Assert.Equal(["HP201", "HP107"], Codes(silent));
        Assert.DoesNotContain("HP107", Codes(healthy));
    }

    private static IEnumerable<string> Codes(ToolRun run) => Assert.Single(run.Objects()).GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString()!);

    private static LookupExplanation Cached(LookupExplanation explanation) => new()
    {
        Plan = new LookupPlan
        {
            ServiceName = "orders",
            Configuration = new ResolverConfiguration { NameServers = [new IPEndPoint(IPAddress.Parse("169.254.20.10"), 53)], Search = ["shop.svc.cluster.local"] },
            Candidates = [Sample.Name],
            ClusterZone = "cluster.local",
        },
        Outcome = explanation.Outcome,
        Reason = explanation.Reason,
        Name = explanation.Name,
        Peers = explanation.Peers,
        Ttl = explanation.Ttl,
        Asked = explanation.Asked,
        Effect = explanation.Effect,
    };
}
