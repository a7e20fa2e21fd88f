using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tool.Tests.Running;

namespace HeadlessDiscovery.Tool.Tests.Doctor;

/// <summary>doctor reports what it saw, names the cause, and gives the fix for that cause.</summary>
public sealed class CauseTests
{
    private const string Outside = "nameserver 127.0.0.1";

    [Fact]
    public async Task The_SRV_records_are_waited_for_as_an_address_is()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.AddPod("orders-0", "10.244.1.7");
        scene.Server.AddPod("orders-1", "10.244.2.9");

        // Longer than a warning is worth, and shorter than the timeout of a query.
        scene.Server.Faults.Delay(TimeSpan.FromMilliseconds(1500)).OnType("SRV");

        var run = await scene.RunAsync("orders", ["--client"]);

        Assert.Contains(run.Lines, line => line.StartsWith("  ok  kind", StringComparison.Ordinal) && line.EndsWith("headless: 2 SRV targets are pods, no alias", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_not_seen_is_never_ok_and_says_why()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("10.244.1.7");
        scene.Server.Faults.NxDomain().OnType("SRV");
        scene.Server.Faults.NxDomain().OnType("PTR");

        var run = await scene.RunAsync("orders", ["--client"]);
        var told = await scene.DiagnoseAsync("--client");

        Assert.Equal("skipped", told.Status("kind"));
        Assert.Contains(run.Lines, line => line.StartsWith("  --  kind", StringComparison.Ordinal) && line.Contains("not checked: one address, and no SRV records", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.StartsWith("  --  members", StringComparison.Ordinal) && line.Contains("--expect N", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.StartsWith("  --  port", StringComparison.Ordinal) && line.Contains("not checked: no port is known", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.StartsWith("  --  endpointslices", StringComparison.Ordinal) && line.Contains("not given", StringComparison.Ordinal));
        NonEmpty.All(run.Lines.Where(line => line.StartsWith("  --  ", StringComparison.Ordinal)), line => Assert.True(line.Trim().Length > 22, $"No reason: {line}"));
    }

    [Fact]
    public async Task Where_the_lookup_failed_nothing_that_follows_from_it_is_ok()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.Faults.ServFail();

        var told = await scene.DiagnoseAsync("--client");

        NonEmpty.All((string[])["name", "replicas", "answer", "kind", "members", "port"], check => Assert.Equal("skipped", told.Status(check)));
    }

    [Fact]
    public async Task The_first_line_counts_the_peers_that_refuse_their_port()
    {
        using var listener = new TcpListener(IPAddress.Parse("127.0.1.2"), 0);
        listener.Start();
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("127.0.1.2", "127.0.1.3");

        var run = await scene.RunAsync("orders", ["--client", "--port", $"{((IPEndPoint)listener.LocalEndpoint).Port}"]);

        Assert.Equal("2 peers, one refuses its port.", run.Lines[0]);
    }

    [Fact]
    public async Task The_first_line_names_what_is_no_headless_Service()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.AddClusterIPService("front", "10.96.7.7").AddPort("peer", 5000);
        scene.Server.AddExternalNameService("alias", "orders.default.svc.cluster.local");
        scene.Server.SetPods("10.244.1.7");

        Assert.Equal("front.default.svc.cluster.local. is a ClusterIP Service, not headless.", (await scene.RunAsync("front", [])).Lines[0]);
        Assert.Equal("alias.default.svc.cluster.local. is an alias of orders.default.svc.cluster.local.: an ExternalName Service.", Verdict(await scene.RunAsync("alias", [])));
    }

    [Fact]
    public async Task The_first_line_says_that_DNS_does_not_list_this_pod()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("10.244.1.1", "10.244.1.2", "10.244.1.3", "10.244.1.4", "10.244.1.5", "10.244.1.6");

        Assert.Equal("6 peers, but DNS does not list this pod.", (await scene.RunAsync("orders", ["--self", "10.244.9.9"])).Lines[0]);
    }

    [Fact]
    public async Task Where_the_EndpointSlices_list_this_pod_as_not_ready_that_is_the_cause()
    {
        const string Slices = """
            {"kind":"EndpointSlice","addressType":"IPv4","endpoints":[
              {"addresses":["10.244.1.7"],"targetRef":{"kind":"Pod","name":"orders-a"}},
              {"addresses":["10.244.9.9"],"conditions":{"ready":false},"targetRef":{"kind":"Pod","name":"orders-b"}}]}
            """;
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("10.244.1.7");

        var ready = (await scene.DiagnoseAsync("orders", ["--self", "10.244.9.9", "--endpointslices", "-"], Slices))["HP301"];
        var foreign = (await scene.DiagnoseAsync("orders", ["--self", "10.244.9.8", "--endpointslices", "-"], Slices))["HP301"];

        Assert.Contains("list this pod as not Ready", ready.GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Contains("publishNotReadyAddresses: true", ready.GetProperty("fix").GetString(), StringComparison.Ordinal);
        Assert.Equal("certain", ready.GetProperty("confidence").GetString());
        Assert.Contains("Service.spec.selector", foreign.GetProperty("fix").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_address_of_this_pod_has_a_name_below_another_Service_that_one_is_the_fix()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("10.244.1.7", "10.244.2.9");
        scene.Server.AddService("carts").AddPod("10.244.9.9");

        var absent = await scene.DiagnoseAsync("--self", "10.244.9.9");
        var missing = await scene.DiagnoseAsync("cart", ["--self", "10.244.9.9"]);

        Assert.Equal("ServiceName = \"carts.default\"", absent["HP301"].GetProperty("fix").GetString());
        Assert.Contains("PTR 10.244.9.9", absent.Evidence("HP301"), StringComparison.Ordinal);
        Assert.Equal("ServiceName = \"carts.default\"", missing["HP204"].GetProperty("fix").GetString());
    }

    [Theory]
    [InlineData("shipping", "shipping-headless")]
    [InlineData("carts-headless", "carts")]
    public async Task For_a_name_that_does_not_exist_the_fix_is_a_name_like_it_that_does(string asked, string exists)
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.AddService(exists).AddPod("10.244.1.7");

        var told = await scene.DiagnoseAsync(asked, ["--client"]);

        Assert.Equal(["HP204 error"], told.Findings);
        Assert.Equal($"ServiceName = \"{exists}\"", told["HP204"].GetProperty("fix").GetString());
        Assert.Contains($"{exists}.default.svc.cluster.local. -> 10.244.1.7", told.Evidence("HP204"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_a_server_that_fails_the_fix_is_in_its_log()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.Faults.ServFail();

        Assert.StartsWith("kubectl -n kube-system logs -l k8s-app=kube-dns", (await scene.DiagnoseAsync("--client"))["HP202"].GetProperty("fix").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ServFail", "HP202")]
    [InlineData("Refuse", "HP203")]
    [InlineData("TruncateAndRefuseTcp", "HP206")]
    [InlineData("WrongQuestion", "HP209")]
    [InlineData("Drop", "HP201")]
    public async Task Outside_a_cluster_a_failure_has_no_advice_for_Kubernetes(string fault, string code)
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.AddRecord("db.example", "A", "203.0.113.7");
        _ = fault switch
        {
            "ServFail" => scene.Server.Faults.ServFail(),
            "Refuse" => scene.Server.Faults.Refuse(),
            "TruncateAndRefuseTcp" => scene.Server.Faults.TruncateAndRefuseTcp(),
            "WrongQuestion" => scene.Server.Faults.WrongQuestion(),
            _ => scene.Server.Faults.Drop(),
        };

        NoKubernetes(await scene.DiagnoseAsync("db.example", ["--resolv-conf", scene.File(Outside), "--attempts", "1", "--timeout", fault == "Drop" ? "300ms" : "2s"]), code);
    }

    [Fact]
    public async Task Outside_a_cluster_a_finding_about_the_peers_has_no_advice_for_Kubernetes()
    {
        await using var scene = await DoctorScene.StartAsync();
        await using var other = await DoctorScene.StartAsync();
        scene.Server.AddRecord("db.example", "A", "127.0.1.9");
        scene.Server.AddRecord("alias.example", "CNAME", "db.example");
        other.Server.AddRecord("db.example", "A", "127.0.1.9");
        other.Server.AddRecord("db.example", "A", "127.0.1.8");
        var file = scene.File(Outside);

        NoKubernetes(await scene.DiagnoseAsync("db.example", ["--resolv-conf", file, "--client", "--expect", "3", "--port", "1"]), "HP304", "HP308");
        NoKubernetes(await scene.DiagnoseAsync("alias.example", ["--resolv-conf", file, "--client"]), "HP303");
        NoKubernetes(await scene.DiagnoseAsync("db.example", ["--resolv-conf", file, "--client", "--server", scene.Server.NameServer, "--server", other.Server.NameServer]), "HP207");
    }

    [Fact]
    public async Task A_server_that_fails_sometimes_has_its_failures_counted()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("10.244.1.7", "10.244.2.9");

        // The lookup takes two queries, its own and that of the second reader; so does each sample, unless it fails.
        var asked = 0;
        scene.Server.Faults.ServFail().When(question => question.Type == "A" && Interlocked.Increment(ref asked) is 3 or 6 or 9);

        var told = await scene.DiagnoseAsync("--client", "--samples", "8");

        Assert.Equal(["HP202 warning"], told.Findings);
        Assert.Equal($"3 of 8 answers of {scene.Server.NameServer} were SERVFAIL", told["HP202"].GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_first_lookup_that_fails_is_made_once_more_where_the_server_answers()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("10.244.1.7", "10.244.2.9");
        scene.Server.Faults.ServFail().Times(2);

        var told = await scene.DiagnoseAsync("--client", "--attempts", "1");

        Assert.Equal(2, told.Json.GetProperty("seen").GetInt32());
        Assert.Contains("of 5 answers of", told["HP202"].GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Terminating_endpoints_are_counted_and_named()
    {
        const string Slices = """
            {"kind":"EndpointSlice","addressType":"IPv4","endpoints":[
              {"addresses":["10.244.1.7"],"targetRef":{"kind":"Pod","name":"orders-a"}},
              {"addresses":["10.244.3.4"],"conditions":{"ready":false,"serving":true,"terminating":true},"targetRef":{"kind":"Pod","name":"orders-c"}}]}
            """;
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("10.244.1.7");

        var run = await scene.RunAsync("orders", ["--client", "--endpointslices", "-"], Slices);

        Assert.Contains(run.Lines, line => line.EndsWith("2 endpoints compared with DNS, 1 terminating: orders-c", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("false", "the Service orders exists, but none of its pods is Ready (NXDOMAIN)")]
    [InlineData("true", "the Service orders exists and has ready pods, but its name does not (NXDOMAIN)")]
    public async Task The_Service_exists_where_the_EndpointSlices_prove_it(string ready, string title)
    {
        var slices = """{"kind":"EndpointSlice","addressType":"IPv4","endpoints":[{"addresses":["10.244.1.7"],"conditions":{"ready":READY},"targetRef":{"kind":"Pod","name":"orders-a"}}]}""".Replace("READY", ready, StringComparison.Ordinal);
        await using var scene = await DoctorScene.StartAsync();

        var told = await scene.DiagnoseAsync("orders", ["--client", "--endpointslices", "-"], slices);

        Assert.Equal(["HP204 error", "HP310 error"], told.Findings);
        Assert.Equal(title, told["HP204"].GetProperty("title").GetString());
    }

    [Fact]
    public async Task An_ExternalName_that_leads_nowhere_is_HP303_and_not_a_name_without_pods()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.AddExternalNameService("alias", "nowhere.example");

        var told = await scene.DiagnoseAsync("alias", ["--client"]);
        var run = await scene.RunAsync("alias", ["--client"]);

        Assert.Equal(["HP303 error"], told.Findings);
        Assert.EndsWith("which has no addresses", told["HP303"].GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Equal("alias.default.svc.cluster.local. is an alias of nowhere.example.: an ExternalName Service, which has no addresses.", Verdict(run));
    }

    [Theory]
    [InlineData("10.244.1.7")]
    [InlineData("10.244.2.9")]
    public async Task The_name_of_one_pod_is_no_ClusterIP_Service(string self)
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.AddPod("orders-0", "10.244.1.7");
        scene.Server.AddPod("orders-1", "10.244.2.9");

        var told = await scene.DiagnoseAsync("orders-0.orders", ["--self", self]);
        var run = await scene.RunAsync("orders-0.orders", ["--self", self]);

        Assert.Equal(["HP313 warning"], told.Findings);
        Assert.Equal("ServiceName = \"orders.default.svc.cluster.local.\"", told["HP313"].GetProperty("fix").GetString());
        Assert.Equal("orders-0.orders.default.svc.cluster.local. is the name of one pod, not of a Service.", Verdict(run));
    }

    [Fact]
    public async Task A_TTL_of_nothing_may_be_that_of_expired_answers()
    {
        await using var scene = await DoctorScene.StartAsync(options => options.Ttl = TimeSpan.Zero);
        scene.Server.SetPods("10.244.1.7");

        Assert.Contains("a cache serves expired answers", (await scene.DiagnoseAsync("--client"))["HP210"].GetProperty("why").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_port_name_is_the_first_thing_that_is_said()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("10.244.1.7");

        var doctor = await scene.RunAsync("orders", ["--client", "--srv", "grpc"]);
        var resolve = await new Running.ToolRun.Terminal().RunAsync(
            new Resolving.ResolverSource(), "resolve", "orders", "--client", "--srv", "grpc", "--server", scene.Server.NameServer, "--resolv-conf", scene.Server.ResolvConfPath, "--family", "v4");

        const string Line = "orders.default.svc.cluster.local. has addresses, but no port _grpc._tcp.";
        Assert.Equal(Line, doctor.Lines[0]);
        Assert.Equal(Line, resolve.Lines[0]);
    }

    [Fact]
    public async Task A_server_that_refuses_the_connection_is_said_to_refuse_it()
    {
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var server = closed.LocalEndPoint!.ToString()!;
        closed.Dispose();
        await using var scene = await DoctorScene.StartAsync();

        var told = await scene.DiagnoseAsync("--client", "--server", server);

        Assert.Equal(["HP201 error"], told.Findings);
        Assert.Equal($"{server} refuses the connection (network)", told["HP201"].GetProperty("title").GetString());
        Assert.Contains("network (connection refused)", told.Evidence("HP201"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_forwarder_that_passes_on_a_part_shows_beside_the_SRV_records(bool losesAll)
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("10.244.1.7", "10.244.2.9", "10.244.3.4");
        if (losesAll)
        {
            scene.Server.Faults.NoData().OnType("A");
        }
        else
        {
            scene.Server.Faults.Lie(IPAddress.Parse("10.244.1.7"), only: true).OnType("A");
        }

        var told = await scene.DiagnoseAsync("--client");

        Assert.Contains(losesAll ? "HP207 error" : "HP207 warning", told.Findings);
        Assert.Equal(
            $"the address records list {(losesAll ? "0 addresses" : "1 address")}, the SRV records of the same name 3",
            told["HP207"].GetProperty("title").GetString());
        Assert.Contains("SRV: 3 (10.244.1.7 10.244.2.9 10.244.3.4)", told.Evidence("HP207"), StringComparison.Ordinal);

        // They can be pasted as they are.
        var at = $"@{scene.Server.EndPoint.Address} -p {scene.Server.EndPoint.Port}";
        Assert.Equal(
            [$"dig orders.default.svc.cluster.local. A {at}", $"dig orders.default.svc.cluster.local. SRV {at}"],
            told["HP207"].GetProperty("look").EnumerateArray().Select(look => look.GetString()));
    }

    // A verdict may be longer than a line.
    private static string Verdict(ToolRun run) => string.Join(' ', run.Output.Split("\n\n")[0].Split('\n', StringSplitOptions.RemoveEmptyEntries));

    private static void NoKubernetes(Diagnosed told, params string[] codes)
    {
        NonEmpty.All(codes, code => Assert.Contains(told.Findings, finding => finding.StartsWith(code, StringComparison.Ordinal)));
        var findings = told.Json.GetProperty("findings").ToString();
        NonEmpty.All((string[])["kube", "NetworkPolicy", "CoreDNS", "publishNotReady", "dnsPolicy", "clusterIP", "hostNetwork", "the pod"], word => Assert.DoesNotContain(word, findings, StringComparison.OrdinalIgnoreCase));
    }
}
