using System.Buffers;
using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Tests.Support;
using HeadlessDiscovery.Transport;
using static HeadlessDiscovery.Tests.Support.WireOctets;

namespace HeadlessDiscovery.Tests.Transport;

/// <summary>One query over UDP, to a server whose datagrams are written by hand.</summary>
public sealed class UdpExchangeTests : IDisposable
{
    private const string Web = "web.shop.svc.cluster.local.";
    private const string Lie = "6.6.6.6";
    private const int MostStrays = 16;

    private static readonly DnsQuestion Question = new(Web, DnsRecordType.A);
    private static readonly DnsExchangeOptions Udp = new(Tcp: false, Edns: true);

    private readonly CancellationTokenSource net = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly NetworkTransport transport = new();

    public UdpExchangeTests() => net.CancelAfter(TimeSpan.FromSeconds(30));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("rule", "W-4")]
    public async Task The_query_is_one_message_that_offers_1232_bytes_or_has_no_OPT_record(bool edns)
    {
        var query = default(UdpScript.Query);
        await using var server = new UdpScript(asked =>
        {
            query = asked;
            asked.Send(Answer(asked, 1));
        });

        await transport.ExchangeAsync(Question, server.EndPoint, Udp with { Edns = edns }, net.Token);

        byte[] option = edns ? Record([0], 41, [], ttl: 0, recordClass: 1232) : [];
        Assert.Equal(Join(Header(0x0100, additionals: edns ? 1 : 0, id: query!.Id), WireOctets.Question(Web), option), query.Asked);
    }

    [Fact]
    [Trait("rule", "W-1")]
    public async Task Each_query_has_an_id_and_a_port_of_its_own()
    {
        var queries = new List<(int Id, int Port)>();
        await using var server = new UdpScript(query =>
        {
            queries.Add((query.Id, query.Client.Port));
            query.Send(Answer(query, 1));
        });
        for (var i = 0; i < 64; i++)
        {
            Assert.NotNull((await ExchangeAsync(server)).Message);
        }

        // By chance two of 64 are alike once in some dozen runs, a dozen never. What only counts up would differ by one.
        foreach (var numbers in (int[][])[[.. queries.Select(query => query.Id)], [.. queries.Select(query => query.Port)]])
        {
            Assert.InRange(numbers.Distinct().Count(), 52, 64);
            Assert.NotEqual(1, numbers.Zip(numbers.Skip(1), (before, after) => after - before).Distinct().Count());
        }

        Assert.InRange(queries.Max(query => query.Id) - queries.Min(query => query.Id), 16_384, 65_535);
    }

    [Fact]
    [Trait("rule", "W-1")]
    public async Task An_answer_from_another_port_is_ignored_and_the_servers_own_is_taken()
    {
        await using var server = new UdpScript(query =>
        {
            query.SendFromAnotherPort(Answer(query, Lie));
            query.Send(Answer(query, "10.1.0.1"));
        });

        Assert.Equal(["10.1.0.1"], Addresses(await ExchangeAsync(server)));
    }

    [Theory]
    [InlineData("another id")]
    [InlineData("an id with one bit wrong")]
    [InlineData("the query itself")]
    [InlineData("an answer without QR")]
    [InlineData("another name")]
    [InlineData("a longer name")]
    [InlineData("a bit that makes no letter of one")]
    [InlineData("another type")]
    [InlineData("another class")]
    [InlineData("no question")]
    [InlineData("no question, and the name does not exist")]
    [InlineData("two questions")]
    [InlineData("a question that ends early")]
    [InlineData("nothing")]
    [InlineData("eleven bytes")]
    [InlineData("twelve bytes")]
    [Trait("rule", "W-1")]
    public async Task What_does_not_fit_the_query_is_ignored_and_the_right_answer_after_it_is_taken(string what)
    {
        await using var server = new UdpScript(query =>
        {
            query.Send(Stray(what, query));
            query.Send(Answer(query, "10.1.0.1"));
        });

        Assert.Equal(["10.1.0.1"], Addresses(await ExchangeAsync(server)));
    }

    [Theory]
    [InlineData(MostStrays, LookupReason.None)]
    [InlineData(MostStrays + 1, LookupReason.Malformed)]
    [Trait("rule", "W-1")]
    public async Task Sixteen_strays_are_ignored_and_one_more_ends_the_exchange(int strays, LookupReason failure)
    {
        await using var server = new UdpScript(query =>
        {
            for (var i = 0; i < strays; i++)
            {
                query.Send(Stray("another id", query));
            }

            query.Send(Answer(query, "10.1.0.1"));
        });

        var exchange = await ExchangeAsync(server);

        Assert.Equal((failure, failure == LookupReason.None), (exchange.Failure, exchange.Message is not null));
    }

    [Fact]
    [Trait("rule", "W-1")]
    public async Task A_question_that_comes_back_in_another_case_is_ours()
    {
        await using var server = new UdpScript(query => query.Send(Answer(query, "10.1.0.1", "WEB.shop.SVC.Cluster.LOCAL.")));

        Assert.Equal(["10.1.0.1"], Addresses(await ExchangeAsync(server)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    [Trait("rule", "S-19")]
    public async Task An_error_needs_no_question(int code)
    {
        await using var server = new UdpScript(query => query.Send(Header(0x8000 | code, questions: 0, id: query.Id)));

        Assert.Equal(code, (await ExchangeAsync(server)).Message!.ResponseCode);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [Trait("rule", "S-19")]
    public async Task A_closed_port_is_seen_at_once(string loopback)
    {
        var address = IPAddress.Parse(loopback);
        Assert.SkipUnless(address.AddressFamily == AddressFamily.InterNetwork || Socket.OSSupportsIPv6, "This machine has no IPv6.");
        using var closed = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        closed.Bind(new IPEndPoint(address, 0));
        var server = (IPEndPoint)closed.LocalEndPoint!;
        closed.Dispose();

        // The exchange has no time limit of its own: it can only end by the error.
        var exchange = await transport.ExchangeAsync(Question, server, Udp, net.Token);

        Assert.Equal((null, LookupReason.Network), (exchange.Message, exchange.Failure));
        Assert.Equal(SocketError.ConnectionRefused, Assert.IsType<SocketException>(exchange.Error).SocketErrorCode);
    }

    [Fact]
    [Trait("rule", "S-19")]
    public async Task A_server_that_no_datagram_can_be_sent_to_is_a_network_failure()
    {
        // The kernel sends to a broadcast address only where a socket asks for it.
        var exchange = await transport.ExchangeAsync(Question, new IPEndPoint(IPAddress.Broadcast, 53), Udp, net.Token);

        Assert.Equal((null, LookupReason.Network), (exchange.Message, exchange.Failure));
        Assert.IsType<SocketException>(exchange.Error);
    }

    [Theory]
    [InlineData(73)]
    [InlineData(255)]
    [InlineData(4_000)]
    [Trait("rule", "W-4")]
    public async Task A_reply_larger_than_offered_is_read_whole(int records)
    {
        await using var server = new UdpScript(query => query.Send(Answer(query, records)));

        var exchange = await ExchangeAsync(server);

        Assert.Equal(records, exchange.Message!.Count(DnsSection.Answer));
        NonEmpty.All(Enumerable.Range(0, records), i => Assert.Equal(new IPAddress(Host(i)), exchange.Message.Record(DnsSection.Answer, i).Address));
    }

    [Fact]
    [Trait("rule", "S-28")]
    public async Task A_truncated_answer_is_handed_over_with_its_records()
    {
        await using var server = new UdpScript(query => query.Send(Answer(query, 28, flags: 0x8600)));

        var message = (await ExchangeAsync(server)).Message!;

        Assert.True(message.IsTruncated);
        Assert.Equal(28, message.Count(DnsSection.Answer));
    }

    [Theory]
    [InlineData(0x8400)]
    [InlineData(0x8600)]
    [Trait("rule", "S-28")]
    public async Task A_reply_that_fits_and_cannot_be_read_counts_as_truncated(int flags)
    {
        await using var server = new UdpScript(query => query.Send(Answer(query, 3, flags)[..^1]));

        var exchange = await ExchangeAsync(server);

        Assert.Equal((null, LookupReason.Truncated), (exchange.Message, exchange.Failure));
    }

    [Fact]
    public async Task A_message_stays_what_it_was_when_others_are_read()
    {
        await using var server = new UdpScript(query => query.Send(Answer(query, 28)));
        var first = (await ExchangeAsync(server)).Message!;

        // What the pool has is written over.
        var pooled = ArrayPool<byte>.Shared.Rent(1 << 16);
        pooled.AsSpan().Fill(0xFF);
        ArrayPool<byte>.Shared.Return(pooled);

        NonEmpty.All(Enumerable.Range(0, 28), i => Assert.Equal((Web, new IPAddress(Host(i))), (first.Record(DnsSection.Answer, i).Owner, first.Record(DnsSection.Answer, i).Address)));
    }

    [Fact]
    [Trait("rule", "O-8")]
    public async Task A_silent_server_is_left_with_the_callers_token()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new UdpScript(_ => arrived.SetResult());
        using var caller = new CancellationTokenSource();
        var asking = transport.ExchangeAsync(Question, server.EndPoint, Udp, caller.Token).AsTask();
        await arrived.Task.WaitAsync(net.Token);
        await caller.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.WaitAsync(net.Token));
        Assert.Equal(caller.Token, exception.CancellationToken);
    }

    [Fact]
    [Trait("rule", "W-1")]
    public async Task A_server_whose_datagrams_do_not_fit_is_not_silent()
    {
        await using var server = new UdpScript(query => query.Send(Stray("another id", query)));

        // Nothing but time tells when the datagram was read: each round has more of it.
        for (var time = TimeSpan.FromMilliseconds(50); ; time *= 2)
        {
            net.Token.ThrowIfCancellationRequested();
            using var caller = new CancellationTokenSource(time);
            var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await transport.ExchangeAsync(Question, server.EndPoint, Udp, caller.Token));
            Assert.Equal(caller.Token, exception.CancellationToken);
            if (exception is UnfitRepliesException)
            {
                return;
            }
        }
    }

    [Fact]
    [Trait("rule", "O-8")]
    public async Task A_token_that_is_cancelled_already_sends_no_query()
    {
        var names = new List<byte>();
        await using var server = new UdpScript(query =>
        {
            names.Add(query.Asked[13]);
            query.Send(Answer(query, 1));
        });
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await transport.ExchangeAsync(new DnsQuestion("first.", DnsRecordType.A), server.EndPoint, Udp, caller.Token));

        // The next query is the first that the server sees.
        Assert.Equal(caller.Token, exception.CancellationToken);
        await ExchangeAsync(server);
        Assert.Equal([(byte)'w'], names);
    }

    [Theory]
    [InlineData("a..b.")]
    [InlineData("b\u00fccher.")]
    [InlineData("web")]
    public async Task A_name_that_cannot_be_sent_is_a_failure_and_no_exception(string name)
    {
        var exchange = await transport.ExchangeAsync(new DnsQuestion(name, DnsRecordType.A), new IPEndPoint(IPAddress.Loopback, 9), Udp, net.Token);

        Assert.Equal((null, LookupReason.Malformed), (exchange.Message, exchange.Failure));
    }

    [Fact]
    public async Task A_query_that_cannot_leave_ends_the_wait_that_began_before_it()
    {
        await using var server = new UdpScript(_ => { });

        // More than a datagram takes. The token never ends, so that only the exchange itself can end the wait.
        var query = new WireQuery(new byte[70_000], "web.", []);
        var exchange = await UdpExchange.RunAsync(server.EndPoint, query, times: null, CancellationToken.None).AsTask().WaitAsync(net.Token);
        Assert.IsType<SocketException>(exchange.Error);
    }

    public void Dispose() => net.Dispose();

    private static byte[] Stray(string what, UdpScript.Query query)
    {
        var lie = Answer(query, Lie);
        var afterName = 12 + Name(Web).Length;
        byte[] Bent(int at, byte value) => [.. lie[..at], value, .. lie[(at + 1)..]];
        return what switch
        {
            "another id" => Bent(0, (byte)(lie[0] ^ 0x55)),
            "an id with one bit wrong" => Bent(1, (byte)(lie[1] ^ 1)),
            "the query itself" => query.Asked,
            "an answer without QR" => Bent(2, 0x04),
            "another name" => Answer(query, Lie, "evil.shop.svc.cluster.local."),
            "a longer name" => Answer(query, Lie, "web.shop.svc.cluster.local.example."),
            "a bit that makes no letter of one" => Bent(13, (byte)('w' ^ 0x40)),
            "another type" => Bent(afterName + 1, 28),
            "another class" => Bent(afterName + 3, 3),
            "no question" => Join(Header(questions: 0, answers: 1, id: query.Id), Record(Name(Web), 1, [6, 6, 6, 6])),
            "no question, and the name does not exist" => Header(0x8403, questions: 0, id: query.Id),
            "two questions" => Join(Header(questions: 2, answers: 1, id: query.Id), WireOctets.Question(Web), WireOctets.Question(Web), Record(Asked, 1, [6, 6, 6, 6])),
            "a question that ends early" => lie[..(afterName + 3)],
            "eleven bytes" => lie[..11],
            "twelve bytes" => lie[..12],
            _ => [],
        };
    }

    private static byte[] Answer(UdpScript.Query query, string address, string name = Web) =>
        Join(Header(answers: 1, id: query.Id), WireOctets.Question(name), Record(Asked, 1, IPAddress.Parse(address).GetAddressBytes()));

    private static byte[] Answer(UdpScript.Query query, int records, int flags = 0x8400) =>
        Join([Header(flags, answers: records, id: query.Id), WireOctets.Question(Web), .. Enumerable.Range(0, records).Select(i => Record(Asked, 1, Host(i)))]);

    private static byte[] Host(int index) => [10, 1, (byte)(index >> 8), (byte)index];

    private static string[] Addresses(DnsExchange exchange) =>
        [.. Enumerable.Range(0, exchange.Message!.Count(DnsSection.Answer)).Select(i => exchange.Message.Record(DnsSection.Answer, i).Address!.ToString())];

    private ValueTask<DnsExchange> ExchangeAsync(UdpScript server) => transport.ExchangeAsync(Question, server.EndPoint, Udp, net.Token);
}
