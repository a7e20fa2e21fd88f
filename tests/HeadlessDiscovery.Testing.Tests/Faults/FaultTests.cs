using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Testing.Tests.Raw;

namespace HeadlessDiscovery.Testing.Tests.Faults;

/// <summary>Each fault once, as bytes.</summary>
public sealed class FaultTests : SafetyNet
{
    private const string Web = "web.default.svc.cluster.local";
    private static readonly IPAddress Liar = IPAddress.Parse("203.0.113.9");

    [Fact]
    public async Task Response_codes_come_bare()
    {
        await using var cluster = await StartAsync();

        async Task<int> CodeAsync(DnsFault fault)
        {
            using var set = fault;
            var answer = await cluster.AskAsync(Web, "A", Token, edns: 1232);
            Assert.Empty(answer.Answers);
            Assert.Equal(fault.Name, cluster.Questions.Last().Fault);
            return answer.Code;
        }

        Assert.Equal(2, await CodeAsync(cluster.Faults.ServFail()));
        Assert.Equal(5, await CodeAsync(cluster.Faults.Refuse()));
        Assert.Equal(4, await CodeAsync(cluster.Faults.NotImp()));
        Assert.Equal(1, await CodeAsync(cluster.Faults.FormErr()));
        Assert.Equal(9, await CodeAsync(cluster.Faults.ResponseCode(9)));
        Assert.Equal(16, await CodeAsync(cluster.Faults.ExtendedRcode(16)));
        Assert.Equal(3, await CodeAsync(cluster.Faults.NxDomain()));
        Assert.Equal(0, await CodeAsync(cluster.Faults.NoData()));
        Assert.Throws<ArgumentOutOfRangeException>(() => cluster.Faults.ResponseCode(4096));
    }

    [Fact]
    public async Task An_extended_code_brings_its_opt_record_also_to_who_sent_none()
    {
        await using var cluster = await StartAsync();
        cluster.Faults.ExtendedRcode(16);

        var answer = await cluster.AskAsync(Web, "A", Token);

        Assert.Equal((16, 1), (answer.Code, answer.Additional.Count));
    }

    [Fact]
    public async Task A_server_without_edns_refuses_the_question_with_opt_only()
    {
        await using var cluster = await StartAsync();
        cluster.Faults.FormErr(onlyWithOpt: true);

        var with = await cluster.AskAsync(Web, "A", Token, edns: 1232);
        var without = await cluster.AskAsync(Web, "A", Token);

        Assert.Equal((1, null), (with.Code, with.Opt));
        Assert.Equal(4, without.Answers.Count);
    }

    [Fact]
    public async Task Negative_faults_bring_the_soa_and_a_lame_one_brings_nothing()
    {
        await using var cluster = await StartAsync();

        using (cluster.Faults.NxDomain())
        {
            Assert.Equal(6, Assert.Single((await cluster.AskAsync(Web, "A", Token)).Authority).Type);
        }

        using (cluster.Faults.NoData())
        {
            Assert.Equal(6, Assert.Single((await cluster.AskAsync(Web, "A", Token)).Authority).Type);
        }

        using (cluster.Faults.Lame())
        {
            var lame = await cluster.AskAsync(Web, "A", Token, edns: 1232);
            Assert.True(lame is { Code: 0, Aa: false, Ra: false, Answers.Count: 0, Authority.Count: 0, Additional.Count: 0 });
        }
    }

    [Fact]
    public async Task A_dropped_question_is_not_answered_and_the_next_one_is()
    {
        await using var cluster = await StartAsync();
        using var socket = RawClient.Udp(cluster);
        cluster.Faults.Drop().Times(1);

        await socket.SendToAsync(RawQuery.For(Web, id: 1), cluster.EndPoint, Token);
        await socket.SendToAsync(RawQuery.For(Web, id: 2), cluster.EndPoint, Token);

        Assert.Equal(2, new RawAnswer((await RawClient.ReceiveAsync(socket, Token)).Bytes).Id);
        var dropped = cluster.Questions.First();
        Assert.Equal(("Drop", null), (dropped.Fault, dropped.ResponseCode));
    }

    [Fact]
    public async Task A_duplicate_is_the_same_datagram_twice()
    {
        await using var cluster = await StartAsync();
        using var socket = RawClient.Udp(cluster);
        cluster.Faults.Duplicate(TimeSpan.Zero);

        await socket.SendToAsync(RawQuery.For(Web), cluster.EndPoint, Token);

        var first = await RawClient.ReceiveAsync(socket, Token);
        var second = await RawClient.ReceiveAsync(socket, Token);
        Assert.Equal(first.Bytes, second.Bytes);
    }

    [Fact]
    public async Task A_split_prefix_changes_no_octet()
    {
        await using var cluster = await StartAsync();
        cluster.Faults.SplitTcpPrefix();

        Assert.Equal(4, (await cluster.AskTcpAsync(Web, "A", Token)).Answers.Count);
        Assert.Equal("SplitTcpPrefix", cluster.Questions.Last().Fault);
        Assert.Null((await AskAndLogAsync(cluster)).Fault);
    }

    [Fact]
    public async Task Truncate_has_half_of_the_records_over_udp_and_all_over_tcp()
    {
        await using var cluster = await StartAsync();
        cluster.Faults.Truncate().Times(1);

        var udp = await cluster.AskAsync(Web, "A", Token);
        var tcp = await cluster.AskTcpAsync(Web, "A", Token);

        Assert.Equal((true, 2), (udp.Tc, udp.Answers.Count));
        Assert.Equal((false, 4), (tcp.Tc, tcp.Answers.Count));
        Assert.False((await cluster.AskAsync(Web, "A", Token)).Tc);
    }

    [Fact]
    public async Task Truncate_and_refuse_resets_the_tcp_connection_once_for_each_time()
    {
        await using var cluster = await StartAsync();
        cluster.Faults.TruncateAndRefuseTcp().Times(1);

        Assert.True((await cluster.AskAsync(Web, "A", Token)).Tc);
        await Assert.ThrowsAnyAsync<IOException>(() => cluster.AskTcpAsync(Web, "A", Token));
        Assert.False((await cluster.AskAsync(Web, "A", Token)).Tc);
        Assert.Equal(4, (await cluster.AskTcpAsync(Web, "A", Token)).Answers.Count);
    }

    [Fact]
    public async Task Truncate_and_stall_leaves_the_tcp_question_unanswered()
    {
        await using var cluster = await StartAsync();
        cluster.Faults.TruncateAndStallTcp().Times(1);
        using var client = new TcpClient();
        await client.ConnectAsync(cluster.EndPoint, Token);
        var stalled = RawQuery.For(Web, id: 1);

        Assert.True((await cluster.AskAsync(Web, "A", Token)).Tc);
        await client.GetStream().WriteAsync((byte[])[0, (byte)stalled.Length, .. stalled], Token);
        var answer = await RawClient.ExchangeAsync(client.GetStream(), RawQuery.For(Web, id: 2), Token);

        Assert.Equal(2, new RawAnswer(answer).Id);
    }

    [Fact]
    public async Task Truncate_both_says_tc_over_tcp_too()
    {
        await using var cluster = await StartAsync();
        cluster.Faults.TruncateBoth();

        Assert.True((await cluster.AskAsync(Web, "A", Token)).Tc);
        var tcp = await cluster.AskTcpAsync(Web, "A", Token);
        Assert.Equal((true, 2), (tcp.Tc, tcp.Answers.Count));
    }

    [Fact]
    public async Task A_wrong_id_comes_alone_or_before_the_right_one()
    {
        await using var cluster = await StartAsync();
        using var socket = RawClient.Udp(cluster);
        cluster.Faults.WrongId().Times(1);
        cluster.Faults.WrongId(thenRight: true);

        await socket.SendToAsync(RawQuery.For(Web), cluster.EndPoint, Token);
        Assert.NotEqual(RawQuery.Id, new RawAnswer((await RawClient.ReceiveAsync(socket, Token)).Bytes).Id);

        await socket.SendToAsync(RawQuery.For(Web), cluster.EndPoint, Token);
        Assert.NotEqual(RawQuery.Id, new RawAnswer((await RawClient.ReceiveAsync(socket, Token)).Bytes).Id);
        Assert.Equal(RawQuery.Id, new RawAnswer((await RawClient.ReceiveAsync(socket, Token)).Bytes).Id);
    }

    [Fact]
    public async Task A_wrong_source_is_another_port()
    {
        await using var cluster = await StartAsync();
        using var socket = RawClient.Udp(cluster);
        cluster.Faults.WrongSource();

        await socket.SendToAsync(RawQuery.For(Web), cluster.EndPoint, Token);
        var (bytes, from) = await RawClient.ReceiveAsync(socket, Token);

        Assert.Equal(4, new RawAnswer(bytes).Answers.Count);
        Assert.Equal(cluster.EndPoint.Address, from.Address);
        Assert.NotEqual(cluster.EndPoint.Port, from.Port);
    }

    [Fact]
    public async Task A_wrong_question_owns_the_records()
    {
        await using var cluster = await StartAsync();
        cluster.Faults.WrongQuestion();

        var answer = await cluster.AskAsync(Web, "A", Token);

        Assert.Equal((RawQuery.Id, "another-question.example"), (answer.Id, answer.Question?.Name));
        NonEmpty.All(answer.Answers, r => Assert.Equal("another-question.example", r.Owner));
    }

    [Fact]
    public async Task Addresses_that_nobody_has_come_in_four_disguises()
    {
        await using var cluster = await StartAsync();

        async Task<RawAnswer> WithAsync(DnsFault fault, string type = "A")
        {
            using var set = fault;
            return await cluster.AskAsync(Web, type, Token);
        }

        var lie = await WithAsync(cluster.Faults.Lie(Liar));
        Assert.Equal((5, true), (lie.Answers.Count, lie.Texts.Contains("203.0.113.9")));
        Assert.Equal(["203.0.113.9"], (await WithAsync(cluster.Faults.Lie(Liar, only: true))).Texts);
        Assert.Empty((await WithAsync(cluster.Faults.Lie(Liar), "AAAA")).Answers);
        Assert.Equal("unrelated.example", Assert.Single((await WithAsync(cluster.Faults.WrongOwner(Liar))).Answers).Owner);
        var contradiction = await WithAsync(cluster.Faults.NxDomainWithAnswers(Liar));
        Assert.Equal(3, contradiction.Code);
        Assert.Equal(["203.0.113.9"], contradiction.Texts);
    }

    [Fact]
    public async Task Octets_are_bent_as_said()
    {
        await using var cluster = await StartAsync();
        var query = RawQuery.For(Web);

        async Task<byte[]> WithAsync(DnsFault fault)
        {
            using var set = fault;
            return await cluster.SendUdpAsync(query, Token);
        }

        Assert.Equal(query, await WithAsync(cluster.Faults.Echo()));
        Assert.Equal(11, (await WithAsync(cluster.Faults.Short())).Length);
        var garbage = await WithAsync(cluster.Faults.Garbage());
        Assert.Equal([0x12, 0x34, 0x84], garbage[..3]);
        Assert.ThrowsAny<Exception>(() => new RawAnswer(garbage));
        Assert.Equal(3, new RawAnswer(await WithAsync(cluster.Faults.BadRecordLength())).Answers[0].Data.Length);
    }

    [Fact]
    public async Task A_partial_answer_looks_complete()
    {
        await using var cluster = await StartAsync();
        cluster.Faults.Partial(0.6);

        var answer = await cluster.AskAsync(Web, "A", Token);

        Assert.Equal((3, false, 0), (answer.Answers.Count, answer.Tc, answer.Code));
    }

    [Fact]
    public async Task Ttls_are_set_down_to_the_last_bit()
    {
        await using var cluster = await StartAsync();

        using (cluster.Faults.Ttl(0x80000001))
        {
            NonEmpty.All((await cluster.AskAsync(Web, "A", Token)).Answers, r => Assert.Equal(0x80000001, r.Ttl));
        }

        using (cluster.Faults.Ttl(TimeSpan.Zero))
        {
            NonEmpty.All((await cluster.AskAsync(Web, "A", Token)).Answers, r => Assert.Equal(0u, r.Ttl));
        }

        using (cluster.Faults.NegativeTtl(TimeSpan.FromSeconds(30)))
        {
            var soa = Assert.Single((await cluster.AskAsync("absent." + Web, "A", Token)).Authority);
            Assert.Equal(30u, soa.Ttl);
            Assert.EndsWith("minimum 30", soa.Text, StringComparison.Ordinal);
            Assert.Equal(4, (await cluster.AskAsync(Web, "A", Token)).Answers.Count);
        }
    }

    [Fact]
    public async Task Aliases_loop_or_lead_to_the_records()
    {
        await using var cluster = await StartAsync();

        using (cluster.Faults.CnameLoop())
        {
            var loop = await cluster.AskAsync(Web, "A", Token);
            Assert.Equal([(Web, "loop.example"), ("loop.example", Web)], loop.Answers.Select(r => (r.Owner, r.Text)));
        }

        using (cluster.Faults.CnameChain(3))
        {
            var chain = await cluster.AskAsync(Web, "A", Token);
            Assert.Equal([Web, "link-1.example", "link-2.example"], chain.Answers.Where(r => r.Type == 5).Select(r => r.Owner));
            Assert.Equal(4, chain.Answers.Count(r => r is { Type: 1, Owner: "link-3.example" }));
        }
    }

    private async Task<AskedQuestion> AskAndLogAsync(HeadlessServiceServer cluster)
    {
        await cluster.AskAsync(Web, "A", Token);
        return cluster.Questions.Last();
    }

    private async Task<HeadlessServiceServer> StartAsync()
    {
        var cluster = await HeadlessServiceServer.StartAsync("web", cancellationToken: Token);
        cluster.Service.AddPods(4);
        return cluster;
    }
}
