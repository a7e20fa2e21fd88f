using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Transport;

namespace HeadlessDiscovery.Tests.Transport;

public sealed class DnsClientReaderTests : IDisposable
{
    private const string Web = "web.default.svc.cluster.local.";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource net = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly DnsClientReader reader = new();

    public DnsClientReaderTests() => net.CancelAfter(TimeSpan.FromSeconds(30));

    [Theory]
    [InlineData(2)]
    [InlineData(70)]
    public async Task It_reads_every_address_in_order(int pods)
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("web", cancellationToken: net.Token);
        cluster.Service.AddPods(pods);

        var read = await ReadAsync(cluster, Web);

        Assert.Equal(pods, read!.Value.Length);
        Assert.Equal(read.Value.Order(AddressOrder.Comparer), read.Value);
    }

    [Fact]
    public async Task What_does_not_fit_in_a_datagram_gets_no_second_opinion_because_its_TCP_connections_stay_open()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("web", cancellationToken: net.Token);
        cluster.Service.AddPods(100);

        Assert.Null(await ReadAsync(cluster, Web));
        NonEmpty.All(cluster.Questions, question => Assert.Equal("udp", question.Transport));
    }

    [Fact]
    public async Task Addresses_that_no_peer_can_have_are_left_out_and_one_that_comes_twice_is_one()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("web", cancellationToken: net.Token);
        foreach (var address in (string[])["10.9.0.2", "10.9.0.1", "10.9.0.2", "224.0.0.1", "0.0.0.0"])
        {
            cluster.AddRecord("odd.example.", "A", address);
        }

        Assert.Equal(["10.9.0.1", "10.9.0.2"], (await ReadAsync(cluster, "odd.example."))!.Value.Select(address => address.ToString()));
    }

    [Fact]
    public async Task A_name_that_does_not_exist_has_no_address()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("web", cancellationToken: net.Token);

        Assert.Empty((await ReadAsync(cluster, "nobody.default.svc.cluster.local."))!.Value);
    }

    [Theory]
    [InlineData("ServFail")]
    [InlineData("Garbage")]
    [InlineData("WrongId")]
    [InlineData("TruncateBoth")]
    [InlineData("TruncateAndRefuseTcp")]
    public async Task What_cannot_be_read_is_no_reading(string fault)
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("web", cancellationToken: net.Token);
        cluster.Service.AddPods(3);
        using var set = fault switch
        {
            "ServFail" => cluster.Faults.ServFail(),
            "Garbage" => cluster.Faults.Garbage(),
            "WrongId" => cluster.Faults.WrongId(),
            "TruncateBoth" => cluster.Faults.TruncateBoth(),
            _ => cluster.Faults.TruncateAndRefuseTcp(),
        };

        Assert.Null(await ReadAsync(cluster, Web));
    }

    [Fact]
    public async Task A_silent_server_is_no_reading_after_the_timeout()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("web", cancellationToken: net.Token);
        using var drop = cluster.Faults.Drop();

        Assert.Null(await reader.ReadAsync(new DnsQuestion(Web, DnsRecordType.A), cluster.EndPoint, TimeSpan.FromMilliseconds(200), net.Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelling_throws_with_the_callers_token(bool before)
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("web", cancellationToken: net.Token);
        using var drop = cluster.Faults.Drop();
        using var caller = new CancellationTokenSource();
        if (before)
        {
            await caller.CancelAsync();
        }

        var reading = reader.ReadAsync(new DnsQuestion(Web, DnsRecordType.A), cluster.EndPoint, Patience, caller.Token).AsTask();
        if (!before)
        {
            await cluster.Questions.WaitForAsync(1, cancellationToken: net.Token);
            await caller.CancelAsync();
        }

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(net.Token));
        Assert.Equal(caller.Token, exception.CancellationToken);
    }

    [Fact]
    public async Task An_explanation_over_the_real_network_has_a_second_opinion()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("web", cancellationToken: net.Token);
        cluster.Service.AddPods(3);
        await using var resolver = new PeerResolver("web", options =>
        {
            cluster.Configure(options);
            options.Membership = PeerMembership.Client;
        });

        Assert.Contains("second opinion of web.default.svc.cluster.local.", (await resolver.ExplainAsync(net.Token)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_reads_the_serial_of_a_zone_and_of_no_other()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("web", cancellationToken: net.Token);

        Assert.True(await reader.ReadSerialAsync("cluster.local.", cluster.EndPoint, Patience, net.Token) > 1_700_000_000);
        Assert.True(await reader.ReadSerialAsync("CLUSTER.local.", cluster.EndPoint, Patience, net.Token) > 1_700_000_000);
        Assert.Null(await reader.ReadSerialAsync("svc.cluster.local.", cluster.EndPoint, Patience, net.Token));
    }

    [Fact]
    public async Task It_reads_which_replica_answers_where_that_is_answered_at_all()
    {
        await using var silent = await HeadlessServiceServer.StartAsync("web", cancellationToken: net.Token);
        await using var cluster = await HeadlessServiceServer.StartAsync("web", options => options.Chaos = true, net.Token);

        Assert.Equal("coredns-0", await reader.ReadIdentityAsync("hostname.bind.", cluster.EndPoint, Patience, net.Token));
        Assert.Equal("coredns-0", await reader.ReadIdentityAsync("id.server.", cluster.EndPoint, Patience, net.Token));
        Assert.Null(await reader.ReadIdentityAsync("authors.bind.", cluster.EndPoint, Patience, net.Token));
        Assert.Null(await reader.ReadIdentityAsync("hostname.bind.", silent.EndPoint, Patience, net.Token));
    }

    [Theory]
    [InlineData("10.244.0.7", "10-244-0-7.web.default.svc.cluster.local.")]
    [InlineData("fd00::7", "fd00--7.web.default.svc.cluster.local.")]
    [InlineData("10.244.0.8", "")]
    public async Task It_reads_the_names_behind_an_address(string address, string name)
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("web", cancellationToken: net.Token);
        cluster.AddPod("10.244.0.7", "fd00::7");

        Assert.Equal(name, string.Join(' ', (await reader.ReadNamesAsync(IPAddress.Parse(address), cluster.EndPoint, Patience, net.Token))!.Value));
    }

    [Fact]
    public async Task What_a_server_writes_about_itself_cannot_disturb_a_terminal()
    {
        using var server = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var reading = reader.ReadIdentityAsync("id.server.", (IPEndPoint)server.Client.LocalEndPoint!, Patience, net.Token);
        var query = await server.ReceiveAsync(net.Token);
        var text = "\u001b[31mred\u0007"u8;
        byte[] answer = [.. query.Buffer.AsSpan(0, 2), 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0, .. query.Buffer.AsSpan(12, 15), 0xc0, 12, 0, 16, 0, 3, 0, 0, 0, 0, 0, (byte)(text.Length + 1), (byte)text.Length, .. text];
        await server.SendAsync(answer, query.RemoteEndPoint, net.Token);

        Assert.Equal("[31mred", await reading);
    }

    public void Dispose() => net.Dispose();

    private ValueTask<System.Collections.Immutable.ImmutableArray<IPAddress>?> ReadAsync(HeadlessServiceServer cluster, string name) =>
        reader.ReadAsync(new DnsQuestion(name, DnsRecordType.A), cluster.EndPoint, Patience, net.Token);
}
