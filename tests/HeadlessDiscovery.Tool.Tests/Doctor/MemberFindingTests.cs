using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery.Tool.Tests.Doctor;

/// <summary>HP3xx, each provoked in a scripted cluster.</summary>
public sealed class MemberFindingTests
{
    [Fact]
    public async Task HP301_the_own_address_is_not_in_the_answer()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("10.244.1.7", "10.244.2.9");

        var told = await scene.DiagnoseAsync("--self", "10.244.9.9");

        Assert.Equal(["HP301 warning"], told.Findings);
        Assert.Contains("10.244.9.9", told.Evidence("HP301"), StringComparison.Ordinal);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, told.Json.GetProperty("self").ValueKind);
        Assert.Empty((await scene.DiagnoseAsync("--client")).Findings);
    }

    [Fact]
    public async Task HP302_a_cluster_ip_service()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.AddClusterIPService("orders-head", "10.96.7.7").AddPort("peer", 5000);

        var told = await scene.DiagnoseAsync("orders-head", ["--expect", "3"]);

        Assert.Equal(["HP302 error"], told.Findings);
        Assert.StartsWith("clusterIP: None", told["HP302"].GetProperty("fix").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HP303_an_external_name()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("10.244.1.7", "10.244.2.9");
        scene.Server.AddExternalNameService("alias", "orders.default.svc.cluster.local");

        var told = await scene.DiagnoseAsync("alias", []);

        Assert.Equal(["HP303 error"], told.Findings);
        Assert.Equal("certain", told["HP303"].GetProperty("confidence").GetString());
        Assert.StartsWith("CNAME alias.default.svc.cluster.local. -> orders.default.svc.cluster.local.", told.Evidence("HP303"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HP303_is_a_guess_where_the_name_is_none_of_a_cluster()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.AddRecord("db.example", "CNAME", "db1.example");
        scene.Server.AddRecord("db1.example", "A", "203.0.113.7");

        var told = await scene.DiagnoseAsync("db.example.", []);

        Assert.Equal(["HP303 error"], told.Findings);
        Assert.Equal("likely", told["HP303"].GetProperty("confidence").GetString());
    }

    [Fact]
    public async Task HP304_fewer_than_expected_and_dns_does_not_say_why()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("10.244.1.7", "10.244.2.9");

        var told = await scene.DiagnoseAsync("--self", "10.244.1.7", "--expect", "3");

        Assert.Equal(["HP304 error"], told.Findings);
        Assert.Equal((1, 1, 3), (told.ExitCode, told.Json.GetProperty("seen").GetInt32(), told.Json.GetProperty("expected").GetInt32()));
        Assert.Contains("--endpointslices -", told["HP304"].GetProperty("look")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HP304_is_said_beside_a_port_that_refuses_which_hides_no_pod()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("127.0.1.9");

        var told = await scene.DiagnoseAsync("--client", "--expect", "2", "--port", "1");

        Assert.Equal(["HP304 error", "HP308 error"], told.Findings);
        Assert.StartsWith("127.0.1.9:1: refused after ", told.Evidence("HP308"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HP304_does_not_send_to_the_EndpointSlices_who_gave_them()
    {
        const string Slices = """
            {"kind":"EndpointSlice","addressType":"IPv4","endpoints":[
              {"addresses":["10.244.1.7"],"targetRef":{"kind":"Pod","name":"orders-a"}},
              {"addresses":["10.244.2.9"],"conditions":{"ready":false},"targetRef":{"kind":"Pod","name":"orders-b"}}]}
            """;
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("10.244.1.7");

        var three = await scene.DiagnoseAsync("orders", ["--client", "--expect", "3", "--endpointslices", "-"], Slices);
        var two = await scene.DiagnoseAsync("orders", ["--client", "--expect", "2", "--endpointslices", "-"], Slices);

        Assert.Equal(["HP304 error", "HP310 error"], three.Findings);
        Assert.Contains("the EndpointSlices do not list the others either", three["HP304"].GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("--endpointslices", three["HP304"].ToString(), StringComparison.Ordinal);
        Assert.Equal(["HP310 error"], two.Findings);
        Assert.Equal("error", two.Status("members"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task HP305_pods_share_the_address_of_their_node(bool bySrv)
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.AddPod("orders-0", "127.0.1.7");
        scene.Server.AddPod("orders-1", "127.0.1.7");

        var told = await scene.DiagnoseAsync(["--client", .. bySrv ? (string[])["--srv", "peer"] : []]);

        Assert.Equal(bySrv ? ["HP308 error", "HP305 warning"] : ["HP305 warning"], told.Findings);
        Assert.Equal("likely", told["HP305"].GetProperty("confidence").GetString());
        Assert.StartsWith("2 pods share 1 address", told["HP305"].GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Contains("orders-0.orders.default.svc.cluster.local, orders-1.orders.default.svc.cluster.local", told.Evidence("HP305"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HP305_two_pods_of_a_node_with_two_families_are_seen_in_the_EndpointSlices()
    {
        const string Slices = """
            {"kind":"List","items":[
              {"kind":"EndpointSlice","addressType":"IPv4","endpoints":[
                {"addresses":["192.168.1.7"],"targetRef":{"kind":"Pod","name":"orders-a"}},
                {"addresses":["192.168.1.7"],"targetRef":{"kind":"Pod","name":"orders-b"}}]},
              {"kind":"EndpointSlice","addressType":"IPv6","endpoints":[
                {"addresses":["fd00::7"],"targetRef":{"kind":"Pod","name":"orders-a"}},
                {"addresses":["fd00::7"],"targetRef":{"kind":"Pod","name":"orders-b"}}]}]}
            """;
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("192.168.1.7");

        var told = await scene.DiagnoseAsync("orders", ["--client", "--endpointslices", "-"], Slices);

        Assert.Equal(["HP305 warning"], told.Findings);
        Assert.StartsWith("2 pods share 2 addresses", told["HP305"].GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HP308_and_HP309_a_port_that_refuses_and_one_that_is_silent()
    {
        using var silent = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        silent.Bind(new IPEndPoint(IPAddress.Parse("127.0.1.2"), 0));
        silent.Listen(0);
        var port = ((IPEndPoint)silent.LocalEndPoint!).Port;
        using var filled = await FillAsync(port);
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("127.0.1.2", "127.0.1.3");

        var told = await scene.DiagnoseAsync("--client", "--port", $"{port}");

        Assert.Equal(["HP308 error", "HP309 error"], told.Findings);
        Assert.Contains($"127.0.1.3:{port}", told["HP308"].GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Contains($"127.0.1.2:{port}", told["HP309"].GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HP310_the_api_lists_pods_that_dns_does_not_name()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("10.244.1.7", "10.244.2.9", "10.244.7.7");
        var slices = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "testdata", "endpointslices.json"), TestContext.Current.CancellationToken);

        var told = await scene.DiagnoseAsync("orders", ["--self", "10.244.2.9", "--expect", "3", "--endpointslices", "-"], slices);

        Assert.Equal(["HP310 error", "HP310 error", "HP310 warning"], told.Findings);
        string[] titles = [.. told.Json.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("title").GetString()!)];
        Assert.StartsWith("orders-7d9f8b6c5-w9d7j is in the EndpointSlices", titles[0], StringComparison.Ordinal);
        Assert.StartsWith("orders-7d9f8b6c5-m4v6t is in the EndpointSlices", titles[1], StringComparison.Ordinal);
        Assert.StartsWith("10.244.7.7 is in DNS", titles[2], StringComparison.Ordinal);
        var evidence = told.Json.GetProperty("findings")[1].GetProperty("evidence").EnumerateArray().Select(line => line.GetString()!).ToArray();
        Assert.Equal(5, evidence.Length);
        Assert.Contains("orders-7d9f8b6c5-m4v6t 10.244.3.4: not ready, not in DNS", evidence);
        Assert.Contains("orders-7d9f8b6c5-x2x4z 10.244.1.7: ready, in DNS", evidence);
    }

    [Fact]
    public async Task HP311_the_gaps_of_a_stateful_set()
    {
        await using var scene = await DoctorScene.StartAsync();
        for (var i = 0; i < 6; i++)
        {
            scene.Server.AddPod($"orders-{i}", $"10.244.1.{i + 1}").Ready = i is not (2 or 4);
        }

        var expected = await scene.DiagnoseAsync("--self", "10.244.1.1", "--expect", "5");
        var unasked = await scene.DiagnoseAsync("--self", "10.244.1.1");

        Assert.Equal(["HP311 error"], expected.Findings);
        Assert.StartsWith("orders-2 and orders-4 have no DNS record", expected["HP311"].GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Equal("kubectl -n default get pods orders-2 orders-4", expected["HP311"].GetProperty("look")[0].GetString());
        Assert.Equal(["HP311 warning"], unasked.Findings);
        Assert.Equal("10.244.1.1", unasked.Json.GetProperty("self").GetString());
    }

    [Fact]
    public async Task HP311_of_a_great_many_names_the_first()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.AddPod("orders-0", "10.244.1.1");

        var told = await scene.DiagnoseAsync("--client", "--expect", "2147483647");

        Assert.Equal(["HP311 error"], told.Findings);
        Assert.EndsWith("orders-8 and 991 more have no DNS record of their own", told["HP311"].GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.EndsWith(" orders-8", told["HP311"].GetProperty("look")[0].GetString(), StringComparison.Ordinal);
    }

    // A full queue of connections that nobody accepts: the kernel then drops what comes, as a NetworkPolicy does.
    private static async Task<Filled> FillAsync(int port)
    {
        var filled = new Filled();
        for (var i = 0; i < 8; i++)
        {
            var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            filled.Clients.Add(client);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            try
            {
                await client.ConnectAsync(IPAddress.Parse("127.0.1.2"), port, patience.Token);
            }
            catch (OperationCanceledException)
            {
                return filled;
            }
        }

        throw new InvalidOperationException("The queue of connections never filled.");
    }

    private sealed class Filled : IDisposable
    {
        public List<Socket> Clients { get; } = [];

        public void Dispose() => Clients.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task HP312_the_virtual_address_of_a_Swarm_service()
    {
        await using var scene = await DoctorScene.StartAsync(options => options.Address = IPAddress.Parse("127.0.0.11"));
        scene.Server.AddRecord("web", "A", "10.0.1.2", TimeSpan.FromSeconds(600));
        foreach (var task in (string[])["10.0.1.3", "10.0.1.4", "10.0.1.5"])
        {
            scene.Server.AddRecord("tasks.web", "A", task, TimeSpan.FromSeconds(600));
        }

        var file = scene.File("nameserver 127.0.0.11", "options ndots:0");
        var told = await scene.DiagnoseAsync("web", ["--self", "10.0.1.3", "--resolv-conf", file]);
        var tasks = await scene.DiagnoseAsync("tasks.web", ["--self", "10.0.1.3", "--resolv-conf", file]);

        Assert.Equal(["HP312 error"], told.Findings);
        Assert.Equal("web is the virtual address of a Swarm service; use tasks.web", told["HP312"].GetProperty("title").GetString());
        Assert.DoesNotContain("kube", told.Json.GetProperty("findings").ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(tasks.Findings);
        Assert.Equal(2, tasks.Json.GetProperty("seen").GetInt32());
    }

    [Theory]
    [InlineData("HP204", "nobody", "--self", "10.0.1.3")]
    [InlineData("HP205", "six", "--self", "10.0.1.3")]
    [InlineData("HP201", "web", "--server", "127.0.0.1:9")]
    [InlineData("HP210", "web", "--self", "10.0.1.3")]
    [InlineData("HP301", "web", "--self", "10.9.9.9")]
    public async Task Outside_a_cluster_there_is_no_advice_for_Kubernetes(string code, string service, string option, string value)
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.AddRecord("web", "A", "10.0.1.3", TimeSpan.FromSeconds(60));
        scene.Server.AddRecord("web", "A", "10.0.1.4", TimeSpan.FromSeconds(60));
        scene.Server.AddRecord("six", "AAAA", "fd00::3");

        var told = await scene.DiagnoseAsync(service, [option, value, "--resolv-conf", scene.File("nameserver 127.0.0.11", "options ndots:0"), "--timeout", "2s"]);

        Assert.DoesNotContain("kube", told[code].ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("NetworkPolicy", told[code].ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("CoreDNS", told[code].ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("publishNotReady", told[code].ToString(), StringComparison.Ordinal);
    }
}
