using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Tests.Support;
using HeadlessDiscovery.Transport;
using static HeadlessDiscovery.Tests.Support.WireOctets;

namespace HeadlessDiscovery.Tests.Transport;

/// <summary>One question over TCP, on a raw listener that plays the server: each test sees the client leave.</summary>
public sealed class TcpExchangeTests : IDisposable
{
    private const string Web = "web.shop.svc.cluster.local.";

    private static readonly DnsQuestion Question = new(Web, DnsRecordType.A);
    private static readonly DnsExchangeOptions Tcp = new(Tcp: true, Edns: true);

    private readonly CancellationTokenSource net = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly NetworkTransport transport = new();

    public TcpExchangeTests() => net.CancelAfter(TimeSpan.FromSeconds(30));

    [Fact]
    public async Task The_question_is_one_message_and_the_connection_ends_with_the_answer()
    {
        byte[] asked = [];
        await using var server = new TcpScript(async client =>
        {
            asked = await client.QuestionAsync();
            await client.SendAsync(Prefixed(Answer(asked, 3)));
            Assert.Equal(0, await client.UntilClosedAsync());
        });

        var exchange = await AskAsync(server);

        Assert.Equal(3, exchange.Message!.Count(DnsSection.Answer));
        await server.PlayedAsync(net.Token);
        Assert.Equal(Join(Header(0x0100, additionals: 1, id: (asked[0] << 8) | asked[1]), WireOctets.Question(Web), Record([0], 41, [], ttl: 0, recordClass: 1232)), asked);
    }

    [Fact]
    public async Task Without_EDNS_there_is_no_OPT_record()
    {
        byte[] asked = [];
        await using var server = new TcpScript(async client =>
        {
            asked = await client.QuestionAsync();
            await client.SendAsync(Prefixed(Answer(asked, 1)));
            Assert.Equal(0, await client.UntilClosedAsync());
        });

        await transport.ExchangeAsync(Question, server.EndPoint, Tcp with { Edns = false }, net.Token);

        await server.PlayedAsync(net.Token);
        Assert.Equal(12 + WireOctets.Question(Web).Length, asked.Length);
    }

    [Fact]
    public async Task Each_question_has_a_connection_and_an_id_of_its_own()
    {
        var ids = new List<int>();
        await using var server = new TcpScript(async client =>
        {
            var asked = await client.QuestionAsync();
            ids.Add((asked[0] << 8) | asked[1]);
            await client.SendAsync(Prefixed(Answer(asked, 1)));
            Assert.Equal(0, await client.UntilClosedAsync());
        });
        for (var i = 0; i < 64; i++)
        {
            Assert.NotNull((await AskAsync(server)).Message);
            await server.PlayedAsync(net.Token);
        }

        // By chance two of 64 are alike once in 32 runs, a dozen never, and all lie within a quarter never. What only counts up would, or differ by one.
        Assert.Equal(64, server.Connections);
        Assert.InRange(ids.Distinct().Count(), 52, 64);
        Assert.InRange(ids.Max() - ids.Min(), 16_384, 65_535);
        Assert.NotEqual(1, ids.Zip(ids.Skip(1), (before, after) => after - before).Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task An_answer_in_pieces_of_any_size_is_read_whole(int piece)
    {
        await using var server = new TcpScript(async client =>
        {
            await client.SendSlowlyAsync(Prefixed(Answer(await client.QuestionAsync(), 5)), piece);
            Assert.Equal(0, await client.UntilClosedAsync());
        });

        var exchange = await AskAsync(server);

        Assert.Equal(["10.1.0.0", "10.1.0.1", "10.1.0.2", "10.1.0.3", "10.1.0.4"], Enumerable.Range(0, 5).Select(i => exchange.Message!.Record(DnsSection.Answer, i).Address!.ToString()));
        await server.PlayedAsync(net.Token);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(253)]
    [InlineData(1000)]
    [InlineData(1100)]
    [InlineData(4092)]
    public async Task Long_answers_are_read_whole_as_they_come(int records)
    {
        await using var server = new TcpScript(async client =>
        {
            await client.SendSlowlyAsync(Prefixed(Answer(await client.QuestionAsync(), records)), 5_999);
            Assert.Equal(0, await client.UntilClosedAsync());
        });

        var exchange = await AskAsync(server);

        Assert.Equal(records, exchange.Message!.Count(DnsSection.Answer));
        NonEmpty.All(Enumerable.Range(0, records), i => Assert.Equal(new IPAddress(Host(i)), exchange.Message.Record(DnsSection.Answer, i).Address));
        await server.PlayedAsync(net.Token);
    }

    [Fact]
    public async Task A_message_of_65535_octets_is_read_whole()
    {
        await using var server = new TcpScript(async client =>
        {
            var whole = Answer(await client.QuestionAsync(), 1);
            await client.SendAsync(Prefixed([.. whole, .. new byte[65_535 - whole.Length]]));
            Assert.Equal(0, await client.UntilClosedAsync());
        });

        Assert.Equal(1, (await AskAsync(server)).Message!.Count(DnsSection.Answer));
        await server.PlayedAsync(net.Token);
    }

    [Fact]
    public async Task Of_two_messages_in_one_segment_the_first_is_the_answer()
    {
        await using var server = new TcpScript(async client =>
        {
            var asked = await client.QuestionAsync();
            await client.SendAsync([.. Prefixed(Answer(asked, 1)), .. Prefixed(Answer(asked, 7))]);
            await client.UntilGoneAsync();
        });

        Assert.Equal(1, (await AskAsync(server)).Message!.Count(DnsSection.Answer));
        await server.PlayedAsync(net.Token);
    }

    [Fact]
    public async Task A_message_stays_what_it_was_when_others_are_read()
    {
        await using var server = new TcpScript(async client =>
        {
            var asked = await client.QuestionAsync();
            await client.SendAsync(Prefixed(Answer(asked, 200)));
            Assert.Equal(0, await client.UntilClosedAsync());
        });
        var first = (await AskAsync(server)).Message!;
        await server.PlayedAsync(net.Token);

        // What the pool has is written over.
        for (var size = 512; size <= 1 << 17; size *= 2)
        {
            var pooled = System.Buffers.ArrayPool<byte>.Shared.Rent(size);
            pooled.AsSpan().Fill(0xFF);
            System.Buffers.ArrayPool<byte>.Shared.Return(pooled);
        }

        NonEmpty.All(Enumerable.Range(0, 200), i => Assert.Equal((Web, new IPAddress(Host(i))), (first.Record(DnsSection.Answer, i).Owner, first.Record(DnsSection.Answer, i).Address)));
    }

    [Fact]
    public async Task Long_answers_that_come_at_the_same_time_do_not_mix()
    {
        // A buffer that went back to the pool twice would be in the hands of two of them.
        await using var server = new TcpScript(async client =>
        {
            var asked = await client.QuestionAsync();
            var number = (byte)(((asked[17] - '0') * 10) + asked[18] - '0');
            var records = Enumerable.Range(0, 1000).Select(i => Record(Asked, 1, [10, number, (byte)(i >> 8), (byte)i]));
            await client.SendSlowlyAsync(Prefixed(Join([Header(answers: 1000, id: (asked[0] << 8) | asked[1]), WireOctets.Question($"web-{number:00}."), .. records])), 3_999);
            Assert.Equal(0, await client.UntilClosedAsync());
        });
        for (var round = 0; round < 5; round++)
        {
            var exchanges = await Task.WhenAll(Enumerable.Range(0, 32).Select(n => transport.ExchangeAsync(new DnsQuestion($"web-{n:00}.", DnsRecordType.A), server.EndPoint, Tcp, net.Token).AsTask()));

            NonEmpty.All(exchanges.Index(), exchange => NonEmpty.All(
                Enumerable.Range(0, 1000),
                i => Assert.Equal(new IPAddress([10, (byte)exchange.Index, (byte)(i >> 8), (byte)i]), exchange.Item.Message!.Record(DnsSection.Answer, i).Address)));
        }

        await server.PlayedAsync(net.Token);
    }

    [Theory]
    [InlineData("prefix 0", LookupReason.Malformed)]
    [InlineData("prefix 1", LookupReason.Malformed)]
    [InlineData("twelve bytes", LookupReason.Malformed)]
    [InlineData("wrong id", LookupReason.Malformed)]
    [InlineData("another message before the answer", LookupReason.Malformed)]
    [InlineData("pointer to itself", LookupReason.Malformed)]
    [InlineData("prefix shorter than the message", LookupReason.Malformed)]
    public async Task What_is_no_answer_to_the_question_is_malformed(string what, LookupReason reason)
    {
        await using var server = new TcpScript(async client =>
        {
            var asked = await client.QuestionAsync();
            var good = Answer(asked, 1);
            var other = (byte[])[(byte)(good[0] ^ 0x80), .. good[1..]];
            await client.SendAsync(what switch
            {
                "prefix 0" => [0, 0],
                "prefix 1" => [0, 1, good[0]],
                "twelve bytes" => Prefixed(good[..12]),
                "wrong id" => Prefixed(other),
                "another message before the answer" => [.. Prefixed(other), .. Prefixed(good)],
                "pointer to itself" => Prefixed([.. good[..(12 + WireOctets.Question(Web).Length)], .. Record([0xC0, (byte)(12 + WireOctets.Question(Web).Length)], 1, [6, 6, 6, 6])]),
                _ => [.. Two(good.Length - 1), .. good],
            });
            await client.UntilGoneAsync();
        });

        var exchange = await AskAsync(server);

        Assert.Equal((null, reason), (exchange.Message, exchange.Failure));
        await server.PlayedAsync(net.Token);
    }

    [Theory]
    [InlineData("after the question")]
    [InlineData("after one byte")]
    [InlineData("after the prefix")]
    [InlineData("in the middle")]
    [InlineData("before the last byte")]
    public async Task A_server_that_closes_early_is_a_network_failure(string when)
    {
        await using var server = new TcpScript(async client =>
        {
            var octets = Prefixed(Answer(await client.QuestionAsync(), 3));
            await client.SendAsync(octets[..(when switch { "after the question" => 0, "after one byte" => 1, "after the prefix" => 2, "in the middle" => octets.Length / 2, _ => octets.Length - 1 })]);
        });

        var exchange = await AskAsync(server);

        Assert.Equal((null, LookupReason.Network), (exchange.Message, exchange.Failure));
        Assert.IsType<EndOfStreamException>(exchange.Error);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reset_is_a_network_failure(bool inTheMiddle)
    {
        await using var server = new TcpScript(async client =>
        {
            var octets = Prefixed(Answer(await client.QuestionAsync(), 3));
            if (inTheMiddle)
            {
                await client.SendAsync(octets[..9]);
            }

            client.Reset();
        });

        var exchange = await AskAsync(server);

        Assert.Equal((null, LookupReason.Network), (exchange.Message, exchange.Failure));
    }

    [Fact]
    public async Task A_closed_port_is_a_network_failure()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        var exchange = await transport.ExchangeAsync(Question, (IPEndPoint)taken.LocalEndPoint!, Tcp, net.Token);

        Assert.Equal((null, LookupReason.Network), (exchange.Message, exchange.Failure));
        Assert.IsType<SocketException>(exchange.Error);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    public async Task A_server_that_falls_silent_is_left_with_the_token(int octets)
    {
        var silent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new TcpScript(async client =>
        {
            await client.SendAsync(Prefixed(Answer(await client.QuestionAsync(), 20))[..octets]);
            silent.SetResult();
            await client.UntilGoneAsync();
        });
        using var caller = new CancellationTokenSource();
        var asking = transport.ExchangeAsync(Question, server.EndPoint, Tcp, caller.Token).AsTask();
        await silent.Task.WaitAsync(net.Token);
        await caller.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.WaitAsync(net.Token));
        Assert.Equal(caller.Token, exception.CancellationToken);
        await server.PlayedAsync(net.Token);
    }

    [Fact]
    public async Task A_server_that_never_accepts_is_left_with_the_token()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(8);
        using var caller = new CancellationTokenSource();
        var asking = transport.ExchangeAsync(Question, (IPEndPoint)listener.LocalEndPoint!, Tcp, caller.Token).AsTask();

        // The kernel opens the connection for it, and takes the question.
        await Waiting.UntilAsync(() => listener.Poll(0, SelectMode.SelectRead));
        await caller.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.WaitAsync(net.Token));
        Assert.Equal(caller.Token, exception.CancellationToken);
        using var accepted = await listener.AcceptAsync(net.Token);
        var buffer = new byte[256];
        while (await accepted.ReceiveAsync(buffer, net.Token) > 0)
        {
            // The question, until the client's end.
        }
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_asks_nobody()
    {
        await using var server = new TcpScript(client => client.UntilGoneAsync());
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await transport.ExchangeAsync(Question, server.EndPoint, Tcp, caller.Token));

        // The next client is the first that the server sees.
        Assert.Equal(caller.Token, exception.CancellationToken);
        using var next = new TcpClient();
        await next.ConnectAsync(server.EndPoint, net.Token);
        next.Close();
        await Waiting.UntilAsync(() => server.Connections > 0);
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData("a..b.")]
    [InlineData("b\u00fccher.")]
    [InlineData("web")]
    public async Task A_name_that_cannot_be_sent_is_a_failure_and_no_exception(string name)
    {
        var exchange = await transport.ExchangeAsync(new DnsQuestion(name, DnsRecordType.A), new IPEndPoint(IPAddress.Loopback, 9), Tcp, net.Token);

        Assert.Equal((null, LookupReason.Malformed), (exchange.Message, exchange.Failure));
    }

    public void Dispose() => net.Dispose();

    private static byte[] Prefixed(byte[] message) => [.. Two(message.Length), .. message];

    private static byte[] Answer(byte[] asked, int records) => Join(
        Header(answers: records, id: (asked[0] << 8) | asked[1]),
        WireOctets.Question(Web),
        Join([.. Enumerable.Range(0, records).Select(i => Record(Asked, 1, Host(i)))]));

    private static byte[] Host(int index) => [10, 1, (byte)(index >> 8), (byte)index];

    private ValueTask<DnsExchange> AskAsync(TcpScript server) => transport.ExchangeAsync(Question, server.EndPoint, Tcp, net.Token);
}
