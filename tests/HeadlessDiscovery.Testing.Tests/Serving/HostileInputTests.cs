using System.Net.Sockets;
using HeadlessDiscovery.Testing.Tests.Raw;

namespace HeadlessDiscovery.Testing.Tests.Serving;

public sealed class HostileInputTests : SafetyNet
{
    private const string Web = "web.default.svc.cluster.local";

    [Fact]
    public async Task A_query_cut_at_every_octet_is_survived()
    {
        await using var cluster = await StartAsync();
        using var socket = RawClient.Udp(cluster);
        var query = RawQuery.For(Web, edns: 1232);
        for (var length = 0; length < query.Length; length++)
        {
            await socket.SendToAsync(query.AsMemory(0, length), cluster.EndPoint, Token);
        }

        // Above a header FORMERR comes back, with the id; below nothing does.
        for (var length = 12; length < query.Length; length++)
        {
            var answer = new RawAnswer((await RawClient.ReceiveAsync(socket, Token)).Bytes);
            Assert.Equal((RawQuery.Id, 1, 0), (answer.Id, answer.Code, answer.Answers.Count));
        }

        Assert.Single((await cluster.AskAsync(Web, "A", Token)).Answers);
    }

    [Fact]
    public async Task Noise_is_survived()
    {
        await using var cluster = await StartAsync();
        using var socket = RawClient.Udp(cluster);
        var random = new Random(1);
        for (var i = 0; i < 500; i++)
        {
            var noise = new byte[random.Next(0, 200)];
            random.NextBytes(noise);
            await socket.SendToAsync(noise, cluster.EndPoint, Token);
            if (i % 50 == 0)
            {
                Assert.Single((await cluster.AskAsync(Web, "A", Token)).Answers);
            }
        }
    }

    [Fact]
    public async Task A_response_is_never_answered()
    {
        await using var cluster = await StartAsync();
        using var socket = RawClient.Udp(cluster);

        await socket.SendToAsync(RawQuery.For(Web, id: 1, flags: 0x80), cluster.EndPoint, Token);
        await socket.SendToAsync(RawQuery.For(Web, id: 2), cluster.EndPoint, Token);

        Assert.Equal(2, new RawAnswer((await RawClient.ReceiveAsync(socket, Token)).Bytes).Id);
    }

    [Fact]
    public async Task What_is_no_plain_question_gets_the_code_for_it()
    {
        await using var cluster = await StartAsync();

        Assert.Equal(4, new RawAnswer(await cluster.SendUdpAsync(RawQuery.For(Web, flags: 0x28), Token)).Code);
        Assert.Equal(5, new RawAnswer(await cluster.SendUdpAsync(RawQuery.For(Web, @class: 3), Token)).Code);
        Assert.Equal(16, new RawAnswer(await cluster.SendUdpAsync(RawQuery.For(Web, edns: 1232, ednsVersion: 1), Token)).Code);
        var twoQuestions = RawQuery.For(Web);
        twoQuestions[5] = 2;
        Assert.Equal(1, new RawAnswer(await cluster.SendUdpAsync(twoQuestions, Token)).Code);
    }

    [Fact]
    public async Task A_name_with_strange_octets_comes_back_octet_by_octet()
    {
        await using var cluster = await StartAsync();
        byte[] query = [0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 4, (byte)'a', (byte)'.', 0, 0xff, 2, (byte)'\\', (byte)'b', 0, 0, 1, 0, 1];

        var answer = await cluster.SendUdpAsync(query, Token);

        Assert.Equal(query[12..], answer[12..query.Length]);
        Assert.Equal(3, answer[3] & 15);
        Assert.Equal(@"a\046\000\255.\092b.", Assert.Single(cluster.Questions).Name);
    }

    [Fact]
    public async Task Half_open_and_broken_connections_harm_nobody_else()
    {
        await using var cluster = await StartAsync();
        List<TcpClient> clients = [];
        for (var i = 0; i < 20; i++)
        {
            var client = new TcpClient();
            await client.ConnectAsync(cluster.EndPoint, Token);
            byte[] start = i % 3 == 0 ? [] : i % 3 == 1 ? [0] : [255, 255, 1, 2, 3];
            await client.GetStream().WriteAsync(start, Token);
            if (i % 2 == 0)
            {
                client.Client.Close(timeout: 0);
            }

            clients.Add(client);
        }

        Assert.Single((await cluster.AskTcpAsync(Web, "A", Token)).Answers);
        clients.ForEach(c => c.Dispose());
        Assert.Single((await cluster.AskTcpAsync(Web, "A", Token)).Answers);
    }

    [Fact]
    public async Task A_predicate_that_throws_costs_one_answer_only()
    {
        await using var cluster = await StartAsync();
        using var socket = RawClient.Udp(cluster);
        cluster.Faults.ServFail().OnType("A").When(_ => throw new InvalidOperationException("on purpose"));

        await socket.SendToAsync(RawQuery.For(Web, id: 1), cluster.EndPoint, Token);
        await socket.SendToAsync(RawQuery.For(Web, "AAAA", id: 2), cluster.EndPoint, Token);

        Assert.Equal(2, new RawAnswer((await RawClient.ReceiveAsync(socket, Token)).Bytes).Id);
    }

    [Fact]
    public async Task Two_hundred_questions_at_once_are_all_answered()
    {
        await using var cluster = await StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => i % 4 == 0
            ? cluster.AskTcpAsync(Web, "A", Token)
            : cluster.AskAsync(Web, "A", Token)));

        NonEmpty.All(answers, a => Assert.Single(a.Answers));
        Assert.Equal(200, cluster.Questions.Count);
        Assert.Equal(50, cluster.Questions.Count(q => q.Transport == "tcp"));
    }

    [Fact]
    public async Task Several_questions_share_one_connection()
    {
        await using var cluster = await StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(cluster.EndPoint, Token);

        for (ushort id = 1; id <= 3; id++)
        {
            Assert.Equal(id, new RawAnswer(await RawClient.ExchangeAsync(client.GetStream(), RawQuery.For(Web, id: id), Token)).Id);
        }
    }

    private async Task<HeadlessServiceServer> StartAsync()
    {
        var cluster = await HeadlessServiceServer.StartAsync("web", cancellationToken: Token);
        cluster.AddPod();
        return cluster;
    }
}
