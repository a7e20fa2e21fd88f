using System.Net;
using System.Text.Json;
using HeadlessDiscovery.Tool.Resolving;
using HeadlessDiscovery.Tool.Tests.Doctor;
using HeadlessDiscovery.Tool.Tests.Running;

namespace HeadlessDiscovery.Tool.Tests.Commands;

/// <summary>What the tool makes of a search list: the names that the file asks for, and no verdict over those that were not queried.</summary>
public sealed class SearchedNamesTests
{
    private const string Pod = "shop.svc.cluster.local svc.cluster.local cluster.local";
    private const string ClusterSet = "shop.svc.clusterset.local svc.clusterset.local clusterset.local";

    // Search list, name servers, ndots; queried; left out.
    public static TheoryData<string, string, int, string, string> Lists => new()
    {
        { "arc-runners.svc.cluster.local svc.cluster.local cluster.local", "127.0.0.11", 0, "web. web.arc-runners.svc.cluster.local. web.svc.cluster.local. web.cluster.local.", "" },
        { "eng.svc.acme.example acme.example", "127.0.0.11", 0, "web. web.eng.svc.acme.example. web.acme.example.", "" },
        { $"{Pod} {ClusterSet}", "127.0.0.11", 0, "web. web.shop.svc.cluster.local. web.svc.cluster.local. web.cluster.local. web.shop.svc.clusterset.local. web.svc.clusterset.local. web.clusterset.local.", "" },
        { $"{Pod} {ClusterSet}", "10.96.0.10", 5, "web.shop.svc.cluster.local. web.svc.cluster.local. web.cluster.local. web.shop.svc.clusterset.local. web.svc.clusterset.local. web.clusterset.local.", "web." },
        { $"dns.podman {Pod}", "10.89.0.1", 1, "web.dns.podman. web.shop.svc.cluster.local. web.svc.cluster.local. web.cluster.local.", "web." },
        { $"{Pod} dns.podman", "10.96.0.10", 5, "web.shop.svc.cluster.local. web.svc.cluster.local. web.cluster.local.", "web.dns.podman. web." },
        { $"{Pod} corp.example.com", "10.96.0.10", 5, "web.shop.svc.cluster.local. web.svc.cluster.local. web.cluster.local.", "web.corp.example.com. web." },
        { "corp.example.com", "10.0.0.53", 1, "web.corp.example.com. web.", "" },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Expand_web_lists_the_names_that_the_file_asks_for(string search, string servers, int ndots, string queried, string leftOut)
    {
        await using var scene = await DoctorScene.StartAsync();
        var run = await RunAsync("expand", "web", "--json", "--resolv-conf", File(scene, search, servers, ndots));
        var json = Assert.Single(run.Objects());

        Assert.Equal(queried.Split(' '), json.GetProperty("candidates").EnumerateArray().Select(name => name.GetString()!));
        Assert.Equal(leftOut.Split(' ', StringSplitOptions.RemoveEmptyEntries), NotQueried(json));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Resolve_and_doctor_call_a_negative_answer_verified_only_where_every_name_was_queried(string search, string servers, int ndots, string queried, string leftOut)
    {
        await using var scene = await DoctorScene.StartAsync();
        var file = File(scene, search, servers, ndots);

        // A loopback server may be a container network's own, as the private one of the file may.
        string[] given = ["web", "--resolv-conf", file, "--server", scene.Server.NameServer, "--family", "v4", "--timeout", "10s"];
        var table = await RunAsync(["resolve", .. given]);
        var json = Assert.Single((await RunAsync(["resolve", .. given, "--json"])).Objects());
        var doctor = await RunAsync(["doctor", .. given]);
        var findings = Assert.Single((await RunAsync(["doctor", .. given, "--json"])).Objects()).GetProperty("findings").EnumerateArray().ToArray();

        string[] names = leftOut.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1, table.ExitCode);
        Assert.Equal(names, NotQueried(json));
        Assert.Equal(queried.Split(' '), json.GetProperty("asked").EnumerateArray().Select(asked => asked.GetProperty("name").GetString()!));
        foreach (var wrapped in (string[])[table.Output, doctor.Output])
        {
            var output = string.Join(' ', wrapped.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            Assert.Equal(names.Length == 0, output.Contains("a verified answer", StringComparison.Ordinal));
            Assert.All(names, name => Assert.Contains(name, output, StringComparison.Ordinal));
            Assert.Equal(names.Length > 0, output.Contains("with its trailing dot", StringComparison.Ordinal) && output.Contains("RequireClusterSuffix = false", StringComparison.Ordinal));
        }

        var why = findings.Single(finding => finding.GetProperty("code").GetString() == "HP204").GetProperty("why").GetString()!;
        Assert.Equal(names.Length > 0, why.Contains("No query was sent for", StringComparison.Ordinal));
        Assert.All(names, name => Assert.Contains(name, why, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_alias_to_a_wildcard_of_the_node_is_no_peer_and_resolve_says_where_it_leads()
    {
        await using var scene = await DoctorScene.StartAsync(options =>
        {
            foreach (var domain in (string[])["default.svc.cluster.local", "svc.cluster.local", "cluster.local", "corp.example.com"])
            {
                options.SearchDomains.Add(domain);
            }
        });
        scene.Server.AddExternalNameService("web", "web.corp.example.com");
        scene.Server.AddWildcard("corp.example.com", IPAddress.Parse("203.0.113.9"));

        var resolved = await RunAsync("resolve", "web", "--server", scene.Server.NameServer, "--resolv-conf", scene.Server.ResolvConfPath, "--client", "--family", "v4");
        var diagnosed = await scene.DiagnoseAsync("web", ["--client"]);

        Assert.Equal(1, resolved.ExitCode);
        Assert.DoesNotContain("203.0.113.9", resolved.Output, StringComparison.Ordinal);
        Assert.Contains("HP208 web.default.svc.cluster.local. is an alias of web.corp.example.com., outside the cluster domain: its addresses are not counted", resolved.Error, StringComparison.Ordinal);
        Assert.Equal(["HP204 error", "HP208 warning"], diagnosed.Findings);
        Assert.Contains("CNAME web.default.svc.cluster.local. -> web.corp.example.com.", diagnosed.Evidence("HP208"), StringComparison.Ordinal);
    }

    private static string File(DoctorScene scene, string search, string servers, int ndots) => scene.File(
        [.. servers.Split(' ').Select(server => $"nameserver {server}"), $"search {search}", $"options ndots:{ndots}"]);

    private static Task<ToolRun> RunAsync(params string[] arguments) => new ToolRun.Terminal().RunAsync(new ResolverSource(), arguments);

    private static string[] NotQueried(JsonElement json) =>
        [.. json.GetProperty("skipped").EnumerateArray().Where(skipped => skipped.GetProperty("outsideCluster").GetBoolean()).Select(skipped => skipped.GetProperty("name").GetString()!)];
}
