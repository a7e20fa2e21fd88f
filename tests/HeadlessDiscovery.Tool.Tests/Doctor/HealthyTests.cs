using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery.Tool.Tests.Doctor;

/// <summary>A false alarm teaches people to ignore the true ones: what is healthy gives no finding at all.</summary>
public sealed class HealthyTests
{
    [Fact]
    public async Task A_headless_Deployment()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("10.244.1.7", "10.244.2.9", "10.244.3.4");

        await HealthyAsync(scene, "All 2 peers, and yourself.", "--self", "10.244.1.7", "--expect", "2", "--all");
    }

    [Fact]
    public async Task A_StatefulSet_with_SRV_and_open_ports()
    {
        using var first = Listen(IPAddress.Parse("127.0.1.1"), 0);
        var port = ((IPEndPoint)first.LocalEndpoint).Port;
        using var second = Listen(IPAddress.Parse("127.0.1.2"), port);
        using var third = Listen(IPAddress.Parse("127.0.1.3"), port);
        await using var scene = await DoctorScene.StartAsync(options => options.PodPort = port);
        for (var i = 0; i < 3; i++)
        {
            scene.Server.AddPod($"orders-{i}", $"127.0.1.{i + 1}");
        }

        await HealthyAsync(scene, "All 2 peers, and yourself.", "--self", "127.0.1.1", "--expect", "2", "--srv", "peer");
    }

    [Fact]
    public async Task Dual_stack()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.AddPod("orders-0", "10.244.1.7", "fd00:10::7");
        scene.Server.AddPod("orders-1", "10.244.2.9", "fd00:10::9");

        await HealthyAsync(scene, "2 peers and yourself.", "--self", "10.244.1.7", "--self", "fd00:10::7", "--family", "both");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_dual_stack_Deployment_whose_pods_have_a_name_for_each_address_asked_in_one_family(bool bySrv)
    {
        using var listener = Listen(IPAddress.Parse("127.0.1.2"), 0);
        await using var scene = await DoctorScene.StartAsync(options => options.PodPort = ((IPEndPoint)listener.LocalEndpoint).Port);
        scene.Server.AddPod("127.0.1.1", "fd00:10::7");
        scene.Server.AddPod("127.0.1.2", "fd00:10::9");

        await HealthyAsync(scene, "1 peer and yourself.", ["--self", "127.0.1.1", .. bySrv ? (string[])["--srv", "peer"] : []]);
    }

    [Fact]
    public async Task A_cache_that_counts_down_to_nothing_has_no_records_with_a_TTL_of_nothing()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("10.244.1.7", "10.244.2.9");
        var asked = 0;
        scene.Server.Faults.Ttl(TimeSpan.Zero).When(question => question.Type == "A" && Interlocked.Increment(ref asked) == 1);

        Assert.Empty((await scene.DiagnoseAsync("--self", "10.244.1.7")).Findings);
    }

    [Fact]
    public async Task Behind_a_cache_of_the_node_as_second_server()
    {
        await using var scene = await DoctorScene.StartAsync();
        await using var cache = await DoctorScene.StartAsync(options => options.CountDownCache = true);
        foreach (var server in (Testing.HeadlessServiceServer[])[scene.Server, cache.Server])
        {
            server.SetPods("10.244.1.7", "10.244.2.9", "10.244.3.4");
        }

        await HealthyAsync(scene, "2 peers and yourself.", "--self", "10.244.1.7", "--server", scene.Server.NameServer, "--server", cache.Server.NameServer);
    }

    [Fact]
    public async Task A_single_pod_that_is_not_ready_yet_and_published()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.PublishNotReadyAddresses = true;
        scene.Server.AddPod("10.244.1.7").Ready = false;

        await HealthyAsync(scene, "Alone: DNS lists only you (verified, 6 answers).", "--self", "10.244.1.7");
    }

    [Fact]
    public async Task A_roll_out_that_the_EndpointSlices_show()
    {
        const string Slices = """
            {"kind":"EndpointSlice","addressType":"IPv4","endpoints":[
              {"addresses":["10.244.1.7"],"conditions":{"ready":true},"targetRef":{"kind":"Pod","name":"orders-a"}},
              {"addresses":["10.244.2.9"],"conditions":{"ready":true},"targetRef":{"kind":"Pod","name":"orders-b"}},
              {"addresses":["10.244.3.4"],"conditions":{"ready":false,"serving":true,"terminating":true},"targetRef":{"kind":"Pod","name":"orders-c"}}]}
            """;
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("10.244.1.7", "10.244.2.9");

        var told = await scene.DiagnoseAsync("orders", ["--self", "10.244.1.7", "--expect", "1", "--endpointslices", "-"], Slices);

        Assert.Empty(told.Findings);
        Assert.Contains(told.Json.GetProperty("checks").EnumerateArray(), check => check.GetProperty("name").GetString() == "endpointslices" && check.GetProperty("status").GetString() == "ok");
    }

    private static async Task HealthyAsync(DoctorScene scene, string verdict, params string[] arguments)
    {
        var told = await scene.DiagnoseAsync(arguments);
        var table = await scene.RunAsync("orders", arguments);

        Assert.Empty(told.Findings);
        Assert.Equal((0, "ok"), (told.ExitCode, told.Verdict));
        NonEmpty.All(told.Json.GetProperty("checks").EnumerateArray(), check => Assert.Contains(check.GetProperty("status").GetString(), (string[])["ok", "skipped"]));
        Assert.Equal(verdict, table.Lines[0]);
        Assert.Equal(0, table.ExitCode);
    }

    private static TcpListener Listen(IPAddress address, int port)
    {
        var listener = new TcpListener(address, port);
        listener.Start();
        return listener;
    }
}
