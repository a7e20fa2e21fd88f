using System.Net;
using HeadlessDiscovery.Testing.Tests.Raw;

namespace HeadlessDiscovery.Testing.Tests.Serving;

/// <summary>The largest counts without TC, measured on CoreDNS and worked out from the bytes.</summary>
public sealed class AnswerSizeTests : SafetyNet
{
    private const string Long = "headless.default.svc.cluster.local";
    private const string Short = "web.prod.svc.cluster.local";

    [Theory]
    [InlineData(Long, "A", null, 28)]
    [InlineData(Short, "A", null, 29)]
    [InlineData(Long, "AAAA", null, 16)]
    [InlineData(Short, "AAAA", null, 16)]
    [InlineData(Long, "A", 1232, 73)]
    [InlineData(Short, "A", 1232, 73)]
    [InlineData(Long, "AAAA", 1232, 41)]
    [InlineData(Short, "AAAA", 1232, 42)]
    [InlineData(Long, "A", 4096, 252)]
    [InlineData(Short, "A", 4096, 252)]
    [InlineData(Long, "AAAA", 4096, 144)]
    [InlineData(Long, "A", 100, 28)]
    [InlineData(Long, "A", 512, 28)]
    public async Task Udp_holds_so_many_and_says_tc_with_one_more(string name, string type, int? edns, int most)
    {
        await using var cluster = await StartAsync(name, type, most);

        var full = await cluster.AskAsync(name, type, Token, edns);
        cluster.Service.AddPod();
        var cut = await cluster.AskAsync(name, type, Token, edns);

        Assert.Equal((most, false), (full.Answers.Count, full.Tc));
        Assert.Equal((most, true), (cut.Answers.Count, cut.Tc));
        NonEmpty.All([full, cut], a => Assert.True(a.Length <= Math.Max(512, edns ?? 512)));
        Assert.Equal(edns, full.Opt?.Class);
    }

    [Theory]
    [InlineData(Long, "A", 4096, 4092)]
    [InlineData(Long, "A", null, 4092)]
    [InlineData(Short, "A", null, 4093)]
    [InlineData(Long, "AAAA", 4096, 2338)]
    public async Task Tcp_holds_so_many_and_says_tc_with_one_more(string name, string type, int? edns, int most)
    {
        await using var cluster = await StartAsync(name, type, most);

        var full = await cluster.AskTcpAsync(name, type, Token, edns);
        cluster.Service.AddPod();
        var cut = await cluster.AskTcpAsync(name, type, Token, edns);

        Assert.Equal((most, false), (full.Answers.Count, full.Tc));
        Assert.Equal((most, true), (cut.Answers.Count, cut.Tc));
        Assert.Equal(most, cut.Texts.Distinct().Count());
    }

    [Theory]
    [InlineData(null, 5, false)]
    [InlineData(1232, 15, false)]
    [InlineData(4096, 52, false)]
    [InlineData(4096, 755, true)]
    public async Task Srv_with_glue_holds_fewer(int? edns, int most, bool overTcp)
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("web.prod", cancellationToken: Token);
        cluster.SetPods(Enumerable.Range(0, most).Select(i => new IPAddress([10, 244, (byte)(100 + (i / 100)), (byte)(100 + (i % 100))])));
        const string Name = "_http._tcp." + Short;
        cluster.Service.ClearPorts().AddPort("http", 80);

        Task<RawAnswer> Ask() => overTcp ? cluster.AskTcpAsync(Name, "SRV", Token, edns) : cluster.AskAsync(Name, "SRV", Token, edns);
        var full = await Ask();
        cluster.AddPod("10.244.199.240");
        var cut = await Ask();

        Assert.Equal((most, most, false), (full.Answers.Count, full.Glue.Count(), full.Tc));
        Assert.True(cut.Tc);
    }

    [Fact]
    public async Task A_limit_over_tcp_lets_few_pods_be_too_many_and_each_part_is_another_one()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("headless", o => { o.MaxTcpSize = 1000; o.Seed = 1; }, Token);
        cluster.Service.AddPods(100);

        List<RawAnswer> parts = [];
        while (parts.Count < 10)
        {
            parts.Add(await cluster.AskTcpAsync(Long, "A", Token));
        }

        NonEmpty.All(parts, p => Assert.Equal((true, 59, 59), (p.Tc, p.Answers.Count, p.Texts.Distinct().Count())));
        NonEmpty.All(parts, p => Assert.True(p.Length <= 1000));
        Assert.Equal(10, parts.Select(p => string.Join(' ', p.Texts.Order(StringComparer.Ordinal))).Distinct().Count());
        Assert.Equal(100, parts.SelectMany(p => p.Texts).Distinct().Count());
        Assert.True(cluster.Questions.Last().IsTruncated);
    }

    [Fact]
    public async Task Five_thousand_pods_are_complete_in_seven_random_parts()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("headless", o => o.Seed = 1, Token);
        cluster.Service.AddPods(5000);

        var seen = new HashSet<string>();
        for (var i = 0; i < 7; i++)
        {
            var part = await cluster.AskTcpAsync(Long, "A", Token);
            Assert.True(part.Tc);
            seen.UnionWith(part.Texts);
        }

        Assert.Equal(5000, seen.Count);
    }

    [Fact]
    public async Task Srv_of_5000_pods_is_cut_without_glue_to_other_slices_each_time()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("headless", o => o.Seed = 1, Token);
        cluster.Service.AddPods(5000);

        var first = await cluster.AskTcpAsync(Long, "SRV", Token);
        var second = await cluster.AskTcpAsync(Long, "SRV", Token);

        NonEmpty.All([first, second], a => Assert.True(a.Tc && !a.Glue.Any()));
        NonEmpty.All([first, second], a => Assert.InRange(a.Answers.Count, 935, 1000));
        Assert.NotEqual(first.Texts.Order(StringComparer.Ordinal), second.Texts.Order(StringComparer.Ordinal));

        // Within an EndpointSlice the order stays: the part begins with a whole slice of a hundred neighbours.
        int[] numbers = [.. first.Texts.Take(100).Select(t => t.Split(' ')[3].Split('.')[0].Split('-')).Select(p => (int.Parse(p[2]) * 254) + int.Parse(p[3]))];
        Assert.Equal(Enumerable.Range(numbers[0], 100), numbers);
    }

    [Theory]
    [InlineData(3, null, 214)]
    [InlineData(3, 1232, 225)]
    [InlineData(20, null, 375)]
    [InlineData(20, 1232, 1126)]
    [InlineData(28, 4096, 514)]
    [InlineData(40, 1232, 706)]
    [InlineData(100, 1232, 1218)]
    [InlineData(1000, 4096, 4082)]
    [InlineData(1000, 65535, 16066)]
    public async Task Udp_answers_have_the_octets_that_were_measured_on_coredns(int pods, int? edns, int octets)
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("test-cs-svc", cancellationToken: Token);
        cluster.Service.AddPods(pods);

        Assert.Equal(octets, (await cluster.AskAsync("test-cs-svc.default.svc.cluster.local", "A", Token, edns)).Length);
    }

    [Theory]
    [InlineData(20, 1115)]
    [InlineData(1000, 53055)]
    [InlineData(4000, 64055)]
    [InlineData(5000, 65527)]
    public async Task Tcp_answers_have_the_octets_that_were_measured_on_coredns(int pods, int octets)
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("test-cs-svc", cancellationToken: Token);
        cluster.Service.AddPods(pods);

        Assert.Equal(octets, (await cluster.AskTcpAsync("test-cs-svc.default.svc.cluster.local", "A", Token)).Length);
    }

    [Fact]
    public async Task A_cap_is_below_what_the_client_offers()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("headless", o => o.MaxUdpSize = 1232, Token);
        cluster.Service.AddPods(100);

        Assert.Equal(73, (await cluster.AskAsync(Long, "A", Token, edns: 4096)).Answers.Count);
        Assert.Equal(28, (await cluster.AskAsync(Long, "A", Token)).Answers.Count);
    }

    [Fact]
    public async Task A_datagram_that_cannot_be_sent_is_not_and_the_server_goes_on()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("headless", cancellationToken: Token);
        cluster.Service.AddPods(4092);
        using var socket = RawClient.Udp(cluster);

        await socket.SendToAsync(RawQuery.For(Long, edns: 65535, id: 1), cluster.EndPoint, Token);
        await socket.SendToAsync(RawQuery.For(Long, id: 2), cluster.EndPoint, Token);

        Assert.Equal(2, new RawAnswer((await RawClient.ReceiveAsync(socket, Token)).Bytes).Id);
    }

    private async Task<HeadlessServiceServer> StartAsync(string name, string type, int pods)
    {
        var service = string.Join('.', name.Split('.').Take(2));
        var cluster = await HeadlessServiceServer.StartAsync(service, o => o.Family = type == "A" ? PeerFamily.IPv4 : PeerFamily.IPv6, Token);
        cluster.Service.AddPods(pods);
        return cluster;
    }
}
