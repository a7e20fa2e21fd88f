using System.Text.Json;
using HeadlessDiscovery.Testing;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tool.Tests.Doctor;

/// <summary>What the name servers say beyond the lookup: serials, identity, the names behind an address.</summary>
public sealed class InspectionTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 30, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task HP213_a_replica_that_stands_still_while_the_answers_disagree_is_likely()
    {
        await using var scene = await ReplicasAsync();
        scene.Server.Replica(1).Freeze();
        time.Advance(TimeSpan.FromMinutes(5));
        scene.Server.AddPod("10.244.3.4");

        var told = await scene.DiagnoseAsync("--client");

        Assert.Equal(["HP207 warning", "HP213 warning"], told.Findings);
        Assert.Equal("likely", told["HP213"].GetProperty("confidence").GetString());
        Assert.Equal("the serials of the zone cluster.local are 300 s apart", told["HP213"].GetProperty("title").GetString());
        Assert.EndsWith(": serials 1796025600, 1796025900", told.Evidence("HP213"), StringComparison.Ordinal);
        Assert.Equal("warning", told.Status("replicas"));
    }

    [Fact]
    public async Task HP213_serials_apart_with_the_same_answers_are_possible_and_a_note()
    {
        await using var scene = await ReplicasAsync();
        scene.Server.Replica(1).Freeze();
        time.Advance(TimeSpan.FromMinutes(5));
        scene.Server.AddRecord("elsewhere.example", "A", "192.0.2.1");

        var told = await scene.DiagnoseAsync("--client");

        Assert.Equal(["HP213 info"], told.Findings);
        Assert.Equal("possible", told["HP213"].GetProperty("confidence").GetString());
        Assert.Equal((0, "ok"), (told.ExitCode, told.Verdict));
    }

    [Fact]
    public async Task Serials_less_than_a_minute_apart_are_healthy()
    {
        await using var scene = await ReplicasAsync();
        scene.Server.Replica(1).Freeze();
        time.Advance(TimeSpan.FromSeconds(59));
        scene.Server.AddRecord("elsewhere.example", "A", "192.0.2.1");

        var told = await scene.DiagnoseAsync("--client");

        Assert.Empty(told.Findings);
        Assert.Equal([1796025600, 1796025659], Serials(told).Distinct().Order());
        Assert.Equal(5, Serials(told).Length);
    }

    [Fact]
    public async Task Which_replica_answered_is_shown_where_CoreDNS_has_its_chaos_plugin()
    {
        await using var scene = await ReplicasAsync(chaos: true);

        var told = await scene.DiagnoseAsync("--client");
        var table = await scene.RunAsync("orders", ["--client"]);
        var korean = await scene.RunAsync("orders", ["--client", "--lang", "ko"]);

        // Both names are read at the same time, and the replicas take turns: each name may meet one of them only.
        Assert.NotEmpty(Texts(told, "hostNames"));
        Assert.NotEmpty(Texts(told, "ids"));
        Assert.Equal(["coredns-0", "coredns-1"], Texts(told, "hostNames").Union(Texts(told, "ids")).Order(StringComparer.Ordinal));
        Assert.Equal("ok", told.Status("replicas"));
        Assert.Contains(table.Lines, line => line.StartsWith("  ok  replicas        answered by coredns-", StringComparison.Ordinal));
        Assert.Contains(korean.Lines, line => line.StartsWith("  ok  replicas        응답한 곳 coredns-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_address_of_a_ClusterIP_leads_back_to_the_Service()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.AddClusterIPService("orders-head", "10.96.7.7").AddPort("peer", 5000);

        var told = await scene.DiagnoseAsync("orders-head", []);

        Assert.Equal(["HP302 error"], told.Findings);
        Assert.Contains("PTR 10.96.7.7 -> orders-head.default.svc.cluster.local.", told.Evidence("HP302"), StringComparison.Ordinal);
        Assert.Equal("orders-head.default.svc.cluster.local.", Reverse(told));
    }

    [Fact]
    public async Task HP302_by_its_PTR_record_alone_is_likely()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.AddClusterIPService("orders-head", "10.96.7.7").AddPort("peer", 5000);
        scene.Server.Faults.ServFail().When(question => question.Type == "SRV");

        var told = await scene.DiagnoseAsync("orders-head", ["--client"]);

        Assert.Equal(["HP302 error"], told.Findings);
        Assert.Equal("likely", told["HP302"].GetProperty("confidence").GetString());
    }

    [Fact]
    public async Task The_address_of_the_only_other_pod_leads_back_to_the_pod_and_is_no_finding()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("10.244.1.7");

        var told = await scene.DiagnoseAsync("--client");

        Assert.Empty(told.Findings);
        Assert.Equal("10-244-1-7.orders.default.svc.cluster.local.", Reverse(told));
    }

    [Fact]
    public async Task No_address_of_several_looks_virtual()
    {
        await using var scene = await ReplicasAsync();

        var told = await scene.DiagnoseAsync("--client");

        Assert.Equal(0, told.Json.GetProperty("reverse").GetArrayLength());
        Assert.Contains(scene.Server.Questions, question => question.Type == "SOA");
        Assert.DoesNotContain(scene.Server.Questions, question => question.Type == "PTR");
    }

    [Fact]
    public async Task A_server_that_stays_silent_about_all_of_it_leaves_the_check_undone()
    {
        await using var scene = await ReplicasAsync();
        scene.Server.Faults.ServFail().When(question => question.Type == "SOA");

        var told = await scene.DiagnoseAsync("--client");

        Assert.Empty(told.Findings);
        Assert.Equal("skipped", told.Status("replicas"));
        Assert.Empty(Serials(told));
    }

    [Fact]
    public async Task Where_no_lookup_was_answered_nothing_more_is_queried()
    {
        await using var scene = await ReplicasAsync();
        scene.Server.Faults.ServFail();

        var told = await scene.DiagnoseAsync("--client");

        Assert.Equal(0, told.Json.GetProperty("servers").GetArrayLength());
        Assert.DoesNotContain(scene.Server.Questions, question => question.Type == "SOA");
    }

    private async Task<DoctorScene> ReplicasAsync(bool chaos = false)
    {
        var scene = await DoctorScene.StartAsync(options => (options.Replicas, options.RotateReplicas, options.TimeProvider, options.Chaos) = (2, true, time, chaos));
        scene.Server.SetPods("10.244.1.7", "10.244.2.9");
        return scene;
    }

    private static JsonElement Server(Diagnosed told) => Assert.Single(told.Json.GetProperty("servers").EnumerateArray());

    private static string[] Texts(Diagnosed told, string name) => [.. Server(told).GetProperty(name).EnumerateArray().Select(text => text.GetString()!).Order(StringComparer.Ordinal)];

    private static long[] Serials(Diagnosed told) => [.. Server(told).GetProperty("serials").EnumerateArray().Select(serial => serial.GetInt64())];

    private static string Reverse(Diagnosed told) =>
        Assert.Single(Assert.Single(told.Json.GetProperty("reverse").EnumerateArray()).GetProperty("names").EnumerateArray()).GetString()!;
}
