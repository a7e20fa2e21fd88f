using System.Net;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Tool.Tests.Doctor;

/// <summary>HP2xx, each provoked by a fault of the scripted server.</summary>
public sealed class QuestionFindingTests
{
    [Theory]
    [InlineData("ServFail", "HP202")]
    [InlineData("NotImp", "HP202")]
    [InlineData("Refuse", "HP203")]
    [InlineData("Lame", "HP203")]
    [InlineData("TruncateBoth", "HP206")]
    [InlineData("TruncateAndRefuseTcp", "HP206")]
    [InlineData("WrongQuestion", "HP209")]
    [InlineData("Drop", "HP201")]
    [InlineData("WrongSource", "HP201")]
    public async Task A_failure_has_its_code_and_is_never_no_peers(string fault, string code)
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("10.244.1.7");
        Play(scene.Server.Faults, fault);

        // Only silence has to be waited for, and the answer after one that does not fit; what answers late on a busy machine must not look like it.
        string[] arguments = ["--client", "--attempts", "1", "--timeout", fault switch { "Drop" or "WrongSource" => "300ms", "WrongQuestion" => "2s", _ => "10s" }];
        var told = await scene.DiagnoseAsync(arguments);
        var table = await scene.RunAsync("orders", arguments);

        Assert.Equal([$"{code} error"], told.Findings);
        Assert.Equal((3, "couldNotAsk"), (told.ExitCode, told.Verdict));
        Assert.Equal("skipped", told.Status("name"));
        Assert.NotEqual("ok", told.Status("servers"));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, told.Json.GetProperty("seen").ValueKind);
        Assert.StartsWith("DNS lookup failed: ", table.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("0 peers", table.Output, StringComparison.Ordinal);
        Assert.Equal(3, table.ExitCode);
    }

    [Fact]
    public async Task HP201_a_server_that_is_down_beside_one_that_answers_is_a_warning()
    {
        await using var scene = await DoctorScene.StartAsync();
        await using var down = await DoctorScene.StartAsync();
        scene.Server.SetPods("10.244.1.7");
        await down.Server.PauseAsync();

        var told = await scene.DiagnoseAsync("--client", "--timeout", "1s", "--server", down.Server.NameServer, "--server", scene.Server.NameServer);

        Assert.Equal(["HP201 warning"], told.Findings);
        Assert.Equal(0, told.ExitCode);
        Assert.Contains(down.Server.NameServer, told["HP201"].GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HP204_no_such_name()
    {
        await using var scene = await DoctorScene.StartAsync();
        var told = await scene.DiagnoseAsync();

        Assert.Equal(["HP204 error"], told.Findings);
        Assert.Equal((1, 0), (told.ExitCode, told.Json.GetProperty("seen").GetInt32()));
        Assert.Contains("kubectl -n default get service orders", told["HP204"].GetProperty("look")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HP204_looks_in_the_namespace_that_the_name_has()
    {
        await using var scene = await DoctorScene.StartAsync();
        var told = await scene.DiagnoseAsync("orders.shopp", []);

        Assert.Equal("kubectl -n shopp get service orders", told["HP204"].GetProperty("look")[0].GetString());
    }

    [Fact]
    public async Task HP204_a_namespace_of_the_same_name_is_no_service()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.AddNamespace("shop");

        var told = await scene.DiagnoseAsync("shop", []);

        Assert.Equal(["HP204 error"], told.Findings);
        Assert.Contains("shop.svc.cluster.local. exists, but is a namespace", told["HP204"].GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Equal("kubectl -n default get service shop", told["HP204"].GetProperty("look")[0].GetString());
    }

    [Fact]
    public async Task HP205_names_the_candidate_that_exists()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.AddService("empty").AddPod("fd00:10::7");

        var told = await scene.DiagnoseAsync("empty", ["--client"]);

        Assert.Equal(["HP205 error", "HP306 error"], told.Findings);
        Assert.Equal("empty.default.svc.cluster.local. exists, but it has no address", told["HP205"].GetProperty("title").GetString());
        Assert.Equal("certain", told["HP306"].GetProperty("confidence").GetString());
    }

    [Fact]
    public async Task HP205_and_HP306_the_peers_have_the_other_family()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("fd00:10::7", "fd00:10::8");

        var told = await scene.DiagnoseAsync("--self", "10.244.1.7");

        Assert.Equal(["HP205 error", "HP306 error"], told.Findings);
        Assert.Contains("IPv6", told["HP306"].GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HP205_no_such_port_was_asked_and_answered()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("10.244.1.7");

        var told = await scene.DiagnoseAsync("--srv", "grpc", "--client");

        Assert.Equal(["HP205 error"], told.Findings);
        Assert.Equal((1, "error"), (told.ExitCode, told.Verdict));
    }

    [Fact]
    public async Task HP207_replicas_that_disagree()
    {
        await using var scene = await DoctorScene.StartAsync(options => (options.Replicas, options.RotateReplicas) = (2, true));
        scene.Server.SetPods("10.244.1.7", "10.244.2.9", "10.244.3.4");
        scene.Server.Replica(1).Hide(scene.Server.Service.Pods[2]);

        var told = await scene.DiagnoseAsync("--client");

        Assert.Equal(["HP207 warning"], told.Findings);
        Assert.Contains("10.244.3.4", told.Evidence("HP207"), StringComparison.Ordinal);
        Assert.Contains("from 2 to 3", told["HP207"].GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HP207_is_a_note_where_they_agree_after_the_ttl()
    {
        await using var scene = await DoctorScene.StartAsync(options => options.Ttl = TimeSpan.FromSeconds(1));
        scene.Server.SetPods("10.244.1.7", "10.244.2.9", "10.244.3.4");
        var asked = 0;
        scene.Server.Faults.Partial(0.5).When(question => question.Type == "A" && Interlocked.Increment(ref asked) == 3);

        var told = await scene.DiagnoseAsync("--client", "--wait");

        Assert.Equal(["HP207 info"], told.Findings);
        Assert.Equal((0, "ok"), (told.ExitCode, told.Verdict));
        Assert.Contains("after the TTL", told.Evidence("HP207"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HP207_is_an_error_where_another_answer_had_the_peers_that_are_missing()
    {
        await using var scene = await DoctorScene.StartAsync();
        await using var other = await DoctorScene.StartAsync();
        scene.Server.SetPods("10.244.1.7", "10.244.2.9");
        other.Server.SetPods("10.244.1.7", "10.244.2.9", "10.244.3.4");

        var told = await scene.DiagnoseAsync("--client", "--expect", "3", "--server", scene.Server.NameServer, "--server", other.Server.NameServer);

        Assert.Equal(["HP207 error"], told.Findings);
        Assert.Equal(1, told.ExitCode);
        Assert.Equal("error", told.Status("members"));
    }

    [Fact]
    public async Task HP207_a_server_that_knows_nobody_is_not_told_to_be_a_replica_that_is_behind()
    {
        await using var scene = await DoctorScene.StartAsync(options => options.Ttl = TimeSpan.FromSeconds(1));
        await using var stranger = await DoctorScene.StartAsync(options => options.Ttl = TimeSpan.FromSeconds(1));
        scene.Server.SetPods("10.244.1.7");
        string[] servers = ["--server", scene.Server.NameServer, "--server", stranger.Server.NameServer];

        var once = await scene.DiagnoseAsync(["--client", .. servers]);
        var twice = await scene.DiagnoseAsync(["--client", "--wait", .. servers]);

        Assert.Equal(["HP207 warning"], once.Findings);
        Assert.Equal(["HP207 warning"], twice.Findings);
        Assert.Contains($"{stranger.Server.NameServer} has no record of this name", once["HP207"].GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Contains("or its answer is an older copy", once["HP207"].GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("After the TTL it still has none.", twice["HP207"].GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Equal("List only name servers that know the cluster's zone", once["HP207"].GetProperty("fix").GetString());
    }

    [Fact]
    public async Task HP208_a_wildcard_outside_the_cluster_answers()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.AddWildcard("corp.test", IPAddress.Parse("203.0.113.7"));
        var file = scene.File("nameserver 127.0.0.1", "search default.svc.cluster.local svc.cluster.local cluster.local corp.test", "options ndots:5");

        var allowed = await scene.DiagnoseAsync("--resolv-conf", file, "--all-suffixes");
        var table = await scene.RunAsync("orders", ["--resolv-conf", file, "--all-suffixes"]);
        var usual = await scene.DiagnoseAsync("--resolv-conf", file);

        Assert.Equal(["HP208 error"], allowed.Findings);
        Assert.StartsWith("orders.corp.test. answered, which is outside the cluster's zone cluster.local.", table.Output, StringComparison.Ordinal);
        Assert.Equal(["HP204 error"], usual.Findings);
        Assert.Contains("orders.corp.test.", usual.Evidence("HP204"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HP209_addresses_that_no_peer_can_have()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("10.244.1.7", "169.254.7.7");

        var told = await scene.DiagnoseAsync("--client");

        Assert.Equal(["HP209 warning"], told.Findings);
        Assert.Contains("169.254.7.7", told["HP209"].GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "HP210 info")]
    [InlineData(60, "HP210 warning")]
    public async Task HP210_a_ttl_that_is_too_short_or_too_long(int seconds, string finding)
    {
        await using var scene = await DoctorScene.StartAsync(options => options.Ttl = TimeSpan.FromSeconds(seconds));
        scene.Server.SetPods("10.244.1.7");

        Assert.Equal([finding], (await scene.DiagnoseAsync("--client")).Findings);
    }

    [Fact]
    public async Task HP211_one_family_fails()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.AddPod("10.244.1.7", "fd00:10::7");
        scene.Server.Faults.ServFail().OnType("AAAA");

        var told = await scene.DiagnoseAsync("--family", "both", "--client");

        Assert.Equal(["HP211 error"], told.Findings);
        Assert.Equal(3, told.ExitCode);
    }

    private static DnsFault Play(DnsFaults faults, string fault) => fault switch
    {
        "ServFail" => faults.ServFail(),
        "NotImp" => faults.NotImp(),
        "Refuse" => faults.Refuse(),
        "Lame" => faults.Lame(),
        "TruncateBoth" => faults.TruncateBoth(),
        "TruncateAndRefuseTcp" => faults.TruncateAndRefuseTcp(),
        "WrongQuestion" => faults.WrongQuestion(),
        "Drop" => faults.Drop(),
        "WrongSource" => faults.WrongSource(),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "Not a fault of this test."),
    };
}
