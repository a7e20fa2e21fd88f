using HeadlessDiscovery.Testing.Tests.Raw;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Testing.Tests.Faults;

/// <summary>To whom, and how long, a fault is played.</summary>
public sealed class FaultScopeTests : SafetyNet
{
    private const string Web = "web.default.svc.cluster.local";
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public async Task The_first_that_matches_wins_until_it_is_used_up()
    {
        await using var cluster = await StartAsync();
        var first = cluster.Faults.ServFail().Times(2);
        cluster.Faults.Refuse().Times(1);

        Assert.Equal([2, 2, 5, 0], await CodesAsync(cluster, 4));
        Assert.Equal(2, first.Used);
    }

    [Fact]
    public async Task Its_time_ends_it()
    {
        await using var cluster = await StartAsync();
        cluster.Faults.ServFail().For(TimeSpan.FromSeconds(10));

        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(2, await CodeAsync(cluster));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, await CodeAsync(cluster));
    }

    [Fact]
    public async Task Disposal_and_clear_end_it()
    {
        await using var cluster = await StartAsync();

        var fault = cluster.Faults.ServFail();
        Assert.Equal(2, await CodeAsync(cluster));
        fault.Dispose();
        fault.Dispose();
        Assert.Equal(0, await CodeAsync(cluster));

        cluster.Faults.ServFail();
        cluster.Faults.Refuse();
        cluster.Faults.Clear();
        Assert.Equal(0, await CodeAsync(cluster));
    }

    [Fact]
    public async Task Name_type_transport_and_predicate_narrow_and_combine()
    {
        await using var cluster = await StartAsync();
        cluster.Faults.ServFail().OnName("WEB.default.svc.cluster.local.").OnType("aaaa").OverTcp().When(q => q.EdnsSize == 1232);

        Assert.Equal(2, (await cluster.AskTcpAsync(Web, "AAAA", Token, edns: 1232)).Code);
        Assert.Equal(0, (await cluster.AskTcpAsync(Web, "AAAA", Token)).Code);
        Assert.Equal(0, (await cluster.AskTcpAsync(Web, "A", Token, edns: 1232)).Code);
        Assert.Equal(0, (await cluster.AskAsync(Web, "AAAA", Token, edns: 1232)).Code);
        Assert.Equal(3, (await cluster.AskTcpAsync("x." + Web, "AAAA", Token, edns: 1232)).Code);

        cluster.Faults.Refuse().OverUdp();
        Assert.Equal(5, (await cluster.AskAsync(Web, "A", Token)).Code);
        Assert.Equal(0, (await cluster.AskTcpAsync(Web, "A", Token)).Code);
    }

    [Fact]
    public async Task What_is_narrowed_first_is_never_wider()
    {
        await using var cluster = await StartAsync();
        cluster.Faults.Where(q => q.Type == "AAAA").Where(q => q.Transport == "udp").ServFail();

        Assert.Equal(0, await CodeAsync(cluster));
        Assert.Equal(2, (await cluster.AskAsync(Web, "AAAA", Token)).Code);
        Assert.Equal(0, (await cluster.AskTcpAsync(Web, "AAAA", Token)).Code);
    }

    [Fact]
    public async Task One_replica_fails_while_the_other_answers()
    {
        await using var cluster = await StartAsync(replicas: 2);
        cluster.Faults.ServFail().OnReplica(1);

        Assert.Equal([0, 2, 0, 2], await CodesAsync(cluster, 4));
        Assert.Equal([0, 1, 0, 1], cluster.Questions.Select(q => q.Replica));
    }

    [Fact]
    public async Task A_late_answer_is_late_by_the_servers_clock()
    {
        await using var cluster = await StartAsync();
        using var socket = RawClient.Udp(cluster);
        cluster.Faults.Delay(TimeSpan.FromHours(1)).Times(1);

        await socket.SendToAsync(RawQuery.For(Web, id: 1), cluster.EndPoint, Token);
        await socket.SendToAsync(RawQuery.For(Web, id: 2), cluster.EndPoint, Token);
        Assert.Equal(2, new RawAnswer((await RawClient.ReceiveAsync(socket, Token)).Bytes).Id);

        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, new RawAnswer((await RawClient.ReceiveAsync(socket, Token)).Bytes).Id);
    }

    private async Task<List<int>> CodesAsync(HeadlessServiceServer cluster, int count)
    {
        List<int> codes = [];
        while (codes.Count < count)
        {
            codes.Add(await CodeAsync(cluster));
        }

        return codes;
    }

    private async Task<int> CodeAsync(HeadlessServiceServer cluster) => (await cluster.AskAsync(Web, "A", Token)).Code;

    private async Task<HeadlessServiceServer> StartAsync(int replicas = 1)
    {
        var cluster = await HeadlessServiceServer.StartAsync("web", o => { o.TimeProvider = clock; o.Replicas = replicas; o.RotateReplicas = true; }, Token);
        cluster.AddPod();
        return cluster;
    }
}
