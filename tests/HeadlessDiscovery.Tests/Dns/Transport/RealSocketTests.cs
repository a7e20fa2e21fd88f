using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Options;
using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tests.Support;
using HeadlessDiscovery.Transport;

namespace HeadlessDiscovery.Tests.Dns;

/// <summary>The real transport, against a server on loopback. Only the safety net of 30 s is a real clock that is asserted on.</summary>
public sealed class RealSocketTests : IDisposable
{
    private static readonly LookupMode Ordinary = new(Hedge: true);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);
    private readonly CancellationTokenSource net = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public RealSocketTests() => net.CancelAfter(TimeSpan.FromSeconds(30));

    public static TheoryData<string> Faults =>
    [
        "ServFail", "Refuse", "NotImp", "FormErr", "ExtendedRcode16", "ExtendedRcode19", "Code9", "Lame", "Drop", "DelayForEver",
        "TruncateAndRefuseTcp", "TruncateAndStallTcp", "TruncateBoth", "WrongId", "WrongQuestion", "WrongSource", "WrongOwner", "Echo",
        "Garbage", "Short", "BadRecordLength", "CnameLoop", "CnameChain11", "LieZero",
    ];

    [Theory]
    [MemberData(nameof(Faults))]
    [Trait("rule", "O-1")]
    public async Task A_fault_never_reads_as_fewer_peers_and_the_next_answer_is_whole(string fault)
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("web", cancellationToken: net.Token);
        cluster.SetPods("10.1.0.1", "10.1.0.2", "10.1.0.3");
        var lookup = Lookup(cluster);
        Assert.Equal(3, (await lookup.AskAsync(Ordinary, net.Token)).Answer.Peers.Count);

        using (Set(cluster.Faults, fault))
        {
            var answer = (await lookup.AskAsync(Ordinary, net.Token)).Answer;
            Assert.True(answer.Outcome == LookupOutcome.Unknown, $"{fault}: {answer.Outcome} {answer.Reason} {answer.Peers.Count}");
            Assert.Equal(Reason(fault), answer.Reason);
        }

        var after = (await lookup.AskAsync(Ordinary, net.Token)).Answer;
        Assert.Equal((LookupOutcome.Found, 3), (after.Outcome, after.Peers.Count));
    }

    [Theory]
    [InlineData("WrongIdThenRight")]
    [InlineData("Duplicate")]
    [InlineData("FormErrWithOpt")]
    [InlineData("NotImpWithOpt")]
    [InlineData("CnameChain10")]
    [InlineData("Truncate")]
    [InlineData("DelayALittle")]
    [Trait("rule", "W-5")]
    public async Task A_fault_that_leaves_the_answer_whole_gives_all_peers(string fault)
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("web", cancellationToken: net.Token);
        cluster.SetPods("10.1.0.1", "10.1.0.2", "10.1.0.3");
        using var set = Set(cluster.Faults, fault);
        var lookup = Lookup(cluster);

        for (var i = 0; i < 3; i++)
        {
            var answer = (await lookup.AskAsync(Ordinary, net.Token)).Answer;
            Assert.True(answer is { Outcome: LookupOutcome.Found, Peers.Count: 3 }, $"{fault}: {answer.Outcome} {answer.Reason} {answer.Peers.Count}");
        }
    }

    [Fact]
    [Trait("rule", "W-3")]
    public async Task A_name_error_with_addresses_is_empty_and_no_data_is_too()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("web", cancellationToken: net.Token);
        cluster.SetPods("10.1.0.1", "10.1.0.2");
        var lookup = Lookup(cluster);
        await lookup.AskAsync(Ordinary, net.Token);

        using (cluster.Faults.NxDomainWithAnswers(IPAddress.Parse("6.6.6.6")))
        {
            var answer = (await lookup.AskAsync(Ordinary, net.Token)).Answer;
            Assert.Equal((LookupOutcome.Empty, LookupReason.NxDomain, 0), (answer.Outcome, answer.Reason, answer.Peers.Count));
        }

        using (cluster.Faults.NoData())
        {
            var answer = (await lookup.AskAsync(Ordinary, net.Token)).Answer;
            Assert.Equal((LookupOutcome.Empty, LookupReason.NoData, TimeSpan.FromSeconds(5)), (answer.Outcome, answer.Reason, answer.Ttl));
        }
    }

    [Theory]
    [InlineData(3, "udp")]
    [InlineData(28, "udp")]
    [InlineData(29, "udp")]
    [InlineData(73, "udp")]
    [InlineData(74, "udp tcp")]
    [InlineData(100, "udp tcp")]
    [InlineData(1000, "udp tcp")]
    [InlineData(4000, "udp tcp")]
    [InlineData(4092, "udp tcp")]
    [Trait("rule", "W-4")]
    public async Task So_many_pods_are_read_whole(int pods, string transports)
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("headless", cancellationToken: net.Token);
        cluster.Service.AddPods(pods);

        var answer = (await Lookup(cluster, options => options.AttemptTimeout = TimeSpan.FromSeconds(10)).AskAsync(Ordinary, net.Token)).Answer;

        Assert.Equal((LookupOutcome.Found, pods), (answer.Outcome, answer.Peers.Count));
        Assert.Equal(transports, string.Join(' ', cluster.Questions.Select(question => question.Transport)));
    }

    [Fact]
    [Trait("rule", "S-28")]
    public async Task Five_thousand_pods_are_truncated_and_said_to_be_and_those_that_came_are_there()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("headless", cancellationToken: net.Token);
        cluster.Service.AddPods(5000);

        var answer = (await Lookup(cluster, options => options.AttemptTimeout = TimeSpan.FromSeconds(10)).AskAsync(Ordinary, net.Token)).Answer;

        Assert.Equal((LookupOutcome.Unknown, LookupReason.Truncated, 4092), (answer.Outcome, answer.Reason, answer.Peers.Count));
    }

    [Theory]
    [InlineData(false, LookupReason.Network)]
    [InlineData(true, LookupReason.Timeout)]
    [Trait("rule", "S-28")]
    public async Task Where_TCP_is_blocked_the_verified_part_of_a_truncated_answer_is_there(bool silent, LookupReason reason)
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("headless", cancellationToken: net.Token);
        cluster.Service.AddPods(100);
        using var blocked = silent ? cluster.Faults.TruncateAndStallTcp() : cluster.Faults.TruncateAndRefuseTcp();

        var answer = (await Lookup(cluster).AskAsync(Ordinary, net.Token)).Answer;

        Assert.Equal((LookupOutcome.Unknown, reason), (answer.Outcome, answer.Reason));
        Assert.InRange(answer.Peers.Count, 28, 73);
    }

    [Fact]
    [Trait("rule", "S-28")]
    public async Task Once_it_did_not_fit_TCP_is_asked_at_once_and_UDP_again_when_it_fits()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("headless", cancellationToken: net.Token);
        cluster.Service.AddPods(200);
        var lookup = Lookup(cluster, options => options.AttemptTimeout = TimeSpan.FromSeconds(10));
        await lookup.AskAsync(Ordinary, net.Token);
        await lookup.AskAsync(Ordinary, net.Token);

        cluster.SetPods("10.1.0.1", "10.1.0.2");
        await lookup.AskAsync(Ordinary, net.Token);
        await lookup.AskAsync(Ordinary, net.Token);

        Assert.Equal(["udp", "tcp", "tcp", "tcp", "udp"], cluster.Questions.Select(question => question.Transport));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("rule", "O-8")]
    public async Task Cancelling_while_the_server_is_silent_returns_with_the_callers_token(bool tcp)
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("web", cancellationToken: net.Token);
        using var drop = cluster.Faults.Drop();
        using var caller = new CancellationTokenSource();
        var lookup = Lookup(cluster, options =>
        {
            options.UseTcp = tcp;
            options.AttemptTimeout = TimeSpan.FromSeconds(30);
            options.LookupTimeout = TimeSpan.FromMinutes(5);
        });
        var asking = lookup.AskAsync(Ordinary, caller.Token).AsTask();

        await cluster.Questions.WaitForAsync(1, cancellationToken: net.Token);
        await caller.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.WaitAsync(net.Token));
        Assert.Equal(caller.Token, exception.CancellationToken);
    }

    [Fact]
    [Trait("rule", "O-8")]
    public async Task A_TCP_connection_that_never_opens_is_abandoned_with_its_try()
    {
        // A listener with a full backlog: the handshake is never finished.
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        var before = Enumerable.Range(0, 16).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)).ToArray();
        Task[] opening = [.. before.Select(socket => socket.ConnectAsync(listener.LocalEndPoint!, net.Token).AsTask())];
        Assert.Contains(opening, one => !one.IsCompleted);
        using var caller = new CancellationTokenSource();
        var transport = new NetworkTransport();
        var asking = transport.ExchangeAsync(new DnsQuestion("web.", DnsRecordType.A), (IPEndPoint)listener.LocalEndPoint!, new DnsExchangeOptions(Tcp: true, Edns: true), caller.Token).AsTask();

        await caller.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.WaitAsync(net.Token));
        Assert.Equal(caller.Token, exception.CancellationToken);
        await net.CancelAsync();
        Array.ForEach(before, socket => socket.Dispose());
        await Task.WhenAll(opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    [Fact]
    [Trait("rule", "S-29")]
    public async Task A_closed_port_is_refused_at_once_over_UDP_and_over_TCP()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("web", cancellationToken: net.Token);
        cluster.SetPods("10.1.0.1", "10.1.0.2");
        await cluster.PauseAsync();

        // A try that waited for its timeout would end with the safety net.
        var udp = (await Lookup(cluster, options => options.AttemptTimeout = options.LookupTimeout = TimeSpan.FromMinutes(5)).AskAsync(Ordinary, net.Token)).Answer;
        var tcp = (await Lookup(cluster, options => options.UseTcp = true).AskAsync(Ordinary, net.Token)).Answer;

        Assert.Equal((LookupReason.Network, LookupReason.Network), (udp.Reason, tcp.Reason));
        NonEmpty.All((LookupOutcome[])[udp.Outcome, tcp.Outcome], outcome => Assert.Equal(LookupOutcome.Unknown, outcome));
    }

    [Fact]
    [Trait("rule", "S-29")]
    public async Task Two_hundred_look_ups_at_once_are_each_whole()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("web", cancellationToken: net.Token);
        cluster.Service.AddPods(30);
        var transport = new NetworkTransport();
        var lookups = Enumerable.Range(0, 200).Select(_ => Lookup(cluster, options => options.AttemptTimeout = TimeSpan.FromSeconds(20), transport)).ToArray();

        var reports = await Task.WhenAll(lookups.Select(lookup => lookup.AskAsync(Ordinary, net.Token).AsTask()));

        NonEmpty.All(reports, report => Assert.Equal((LookupOutcome.Found, 30), (report.Answer.Outcome, report.Answer.Peers.Count)));
    }

    [Fact]
    [Trait("rule", "S-27")]
    public async Task Hosts_and_ports_come_by_SRV_and_the_ports_name_is_checked()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("web", cancellationToken: net.Token);
        cluster.AddPod("web-0", "10.1.0.1");
        cluster.AddPod("web-1", "10.1.0.2");

        var good = (await Lookup(cluster, options => options.PortName = "peer").AskAsync(Ordinary, net.Token)).Answer;
        var bad = await Lookup(cluster, options => options.PortName = "pear").AskAsync(Ordinary, net.Token);

        Assert.Equal(
            [("10.1.0.1", 5000, "web-0.web.default.svc.cluster.local"), ("10.1.0.2", 5000, "web-1.web.default.svc.cluster.local")],
            good.Peers.Enumerate().Select(peer => (peer.Address.ToString(), peer.Port!.Value, peer.HostName!)));
        Assert.Equal((LookupOutcome.Unknown, LookupNoteKind.NoSuchPortName), (bad.Answer.Outcome, Assert.Single(bad.Notes).Kind));
    }

    [Fact]
    [Trait("rule", "H-1")]
    public async Task A_ClusterIP_service_and_an_ExternalName_service_are_said_to_be_none()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("web", cancellationToken: net.Token);
        cluster.AddClusterIPService("virtual", "10.96.0.77").AddPort("peer", 80);
        cluster.AddRecord("db.example.", "A", "10.9.0.1");
        cluster.AddExternalNameService("external", "db.example");

        var address = await Lookup(cluster, service: "virtual").AskAsync(Ordinary, net.Token);
        var alias = await Lookup(cluster, service: "external").AskAsync(Ordinary, net.Token);

        Assert.Equal((LookupOutcome.Found, LookupNoteKind.ClusterIp), (address.Answer.Outcome, Assert.Single(address.Notes).Kind));
        Assert.Equal(LookupNoteKind.ExternalName, Assert.Single(alias.Notes).Kind);
    }

    [Fact]
    [Trait("rule", "C-3")]
    public async Task The_wires_TTL_is_read_with_its_top_bit()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("web", cancellationToken: net.Token);
        cluster.SetPods("10.1.0.1", "10.1.0.2");
        using var ttl = cluster.Faults.Ttl(0x80000000);

        Assert.Equal(TimeSpan.FromDays(7), (await Lookup(cluster).AskAsync(Ordinary, net.Token)).Answer.Ttl);
    }

    [Theory]
    [InlineData("good", LookupReason.None)]
    [InlineData("truncated", LookupReason.Truncated)]
    [InlineData("class CH record", LookupReason.Malformed)]
    [InlineData("opcode status", LookupReason.Malformed)]
    [InlineData("length 3", LookupReason.Malformed)]
    [InlineData("length 5", LookupReason.Malformed)]
    [InlineData("length 0", LookupReason.Malformed)]
    [InlineData("more answers than bytes", LookupReason.Truncated)]
    [InlineData("pointer loop", LookupReason.Truncated)]
    [InlineData("pointer outside", LookupReason.Truncated)]
    [Trait("rule", "W-1")]
    public async Task Bytes_that_are_no_answer_are_malformed_and_those_that_nobody_can_read_go_on_over_TCP(string what, LookupReason reason)
    {
        await using var server = new OctetServer(asked => [Octets(what, asked)]);
        var question = new DnsQuestion("web.shop.svc.cluster.local.", DnsRecordType.A);

        Assert.Equal(reason, (await AskAsync(question, server)).Reason);
    }

    [Fact]
    [Trait("rule", "W-1")]
    public async Task An_answer_that_is_cut_at_any_byte_is_never_a_no_nor_fewer_addresses()
    {
        // Cut within the question it fits no query, and what comes after it is the answer.
        var cut = 0;
        await using var server = new OctetServer(asked => [Octets("good", asked)[..cut], Octets("good", asked)]);
        var question = new DnsQuestion("web.", DnsRecordType.A);
        var (afterQuestion, whole) = (12 + 9, 12 + 9 + 16 + 16);
        for (cut = 0; cut <= whole; cut++)
        {
            var answer = await AskAsync(question, server);
            Assert.True(cut < afterQuestion || cut == whole ? answer is { IsPositive: true, AddressCount: 2 } : answer.Reason == LookupReason.Truncated && answer.RecordCount == 0, $"cut at {cut}: {answer.Reason} {answer.AddressCount}");
        }
    }

    public void Dispose() => net.Dispose();

    private static byte[] Octets(string what, byte[] asked)
    {
        const int Response = 0x8400;
        var one = OctetServer.Record(1, 1, 5, 10, 1, 0, 1);
        var two = OctetServer.Record(1, 1, 5, 10, 1, 0, 2);
        var good = OctetServer.Answer(asked, Response, 1, 2, one, two);
        return what switch
        {
            "good" => good,
            "truncated" => OctetServer.Answer(asked, 0x8600, 1, 1, one),
            "class CH record" => OctetServer.Answer(asked, Response, 1, 1, OctetServer.Record(1, 3, 5, 10, 1, 0, 1)),
            "opcode status" => OctetServer.Answer(asked, 0x9400, 1, 2, one, two),
            "length 3" => OctetServer.Answer(asked, Response, 1, 2, OctetServer.Record(1, 1, 5, 10, 1, 0), two),
            "length 5" => OctetServer.Answer(asked, Response, 1, 2, OctetServer.Record(1, 1, 5, 10, 1, 0, 1, 9), two),
            "length 0" => OctetServer.Answer(asked, Response, 1, 1, OctetServer.Record(1, 1, 5)),
            "more answers than bytes" => OctetServer.Answer(asked, Response, 1, 3, one, two),
            "pointer loop" => OctetServer.Answer(asked, Response, 1, 1, [0xC0, (byte)(12 + OctetServer.QuestionLength(asked)), 0, 1, 0, 1, 0, 0, 0, 5, 0, 4, 10, 1, 0, 1]),
            "pointer outside" => OctetServer.Answer(asked, Response, 1, 1, [0xFF, 0xFF, 0, 1, 0, 1, 0, 0, 0, 5, 0, 4, 10, 1, 0, 1]),
            _ => [],
        };
    }

    private async Task<VerifiedAnswer> AskAsync(DnsQuestion question, OctetServer server)
    {
        var exchange = await new NetworkTransport().ExchangeAsync(question, server.EndPoint, new DnsExchangeOptions(Tcp: false, Edns: false), net.Token);
        return exchange.Message is { } message ? AnswerVerifier.Verify(question, message, serverIsLoopback: true) : VerifiedAnswer.Failed(exchange.Failure);
    }

    private static LookupReason Reason(string fault) => fault switch
    {
        "ServFail" => LookupReason.ServFail,
        "Refuse" => LookupReason.Refused,
        "FormErr" => LookupReason.FormErr,
        "NotImp" or "ExtendedRcode16" or "ExtendedRcode19" or "Code9" => LookupReason.NotImp,
        "Lame" => LookupReason.Lame,
        "Drop" or "DelayForEver" or "WrongSource" or "TruncateAndStallTcp" => LookupReason.Timeout,
        "TruncateBoth" => LookupReason.Truncated,
        "TruncateAndRefuseTcp" => LookupReason.Network,
        _ => LookupReason.Malformed,
    };

    private static DnsFault Set(DnsFaults faults, string fault) => fault switch
    {
        "ServFail" => faults.ServFail(),
        "Refuse" => faults.Refuse(),
        "NotImp" => faults.NotImp(),
        "FormErr" => faults.FormErr(),
        "NotImpWithOpt" => faults.NotImp(onlyWithOpt: true),
        "FormErrWithOpt" => faults.FormErr(onlyWithOpt: true),
        "ExtendedRcode16" => faults.ExtendedRcode(16),
        "ExtendedRcode19" => faults.ExtendedRcode(19),
        "Code9" => faults.ResponseCode(9),
        "Lame" => faults.Lame(),
        "Drop" => faults.Drop(),
        "DelayForEver" => faults.Delay(TimeSpan.FromMinutes(10)),
        "DelayALittle" => faults.Delay(TimeSpan.FromMilliseconds(20)),
        "Duplicate" => faults.Duplicate(TimeSpan.Zero),
        "Truncate" => faults.Truncate(),
        "TruncateAndRefuseTcp" => faults.TruncateAndRefuseTcp(),
        "TruncateAndStallTcp" => faults.TruncateAndStallTcp(),
        "TruncateBoth" => faults.TruncateBoth(),
        "WrongId" => faults.WrongId(),
        "WrongIdThenRight" => faults.WrongId(thenRight: true),
        "WrongQuestion" => faults.WrongQuestion(),
        "WrongSource" => faults.WrongSource(),
        "WrongOwner" => faults.WrongOwner(IPAddress.Parse("6.6.6.6")),
        "Echo" => faults.Echo(),
        "Garbage" => faults.Garbage(),
        "Short" => faults.Short(),
        "BadRecordLength" => faults.BadRecordLength(),
        "CnameLoop" => faults.CnameLoop(),
        "CnameChain10" => faults.CnameChain(10),
        "CnameChain11" => faults.CnameChain(11),
        "LieZero" => faults.Lie(IPAddress.Any, only: true),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "No such fault."),
    };

    private static DnsPeerLookup Lookup(HeadlessServiceServer cluster, Action<HeadlessPeersOptions>? more = null, NetworkTransport? transport = null, string service = "")
    {
        var name = service.Length == 0 ? cluster.Service.Name : service;
        var options = new HeadlessPeersOptions { ServiceName = name, ResolvConfPath = cluster.ResolvConfPath, Family = PeerFamily.IPv4, AttemptTimeout = Short, Attempts = 2, HedgeDelay = Timeout.InfiniteTimeSpan };
        options.NameServers.Add(cluster.NameServer);
        more?.Invoke(options);
        return new DnsPeerLookup(options, name, new OwnAddresses([], "test"), transport ?? new NetworkTransport(), TimeProvider.System);
    }
}
