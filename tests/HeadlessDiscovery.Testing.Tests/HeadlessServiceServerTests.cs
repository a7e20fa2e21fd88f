using System.Net;
using System.Net.Sockets;
using DnsClient;
using HeadlessDiscovery.Testing.Tests.Raw;

namespace HeadlessDiscovery.Testing.Tests;

public sealed class HeadlessServiceServerTests : SafetyNet
{
    private const string Orders = "orders-headless.default.svc.cluster.local";

    [Fact]
    public async Task Answers_over_udp_and_tcp_on_one_port()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("orders-headless", cancellationToken: Token);
        cluster.AddPod();
        cluster.AddPod("127.0.1.11");

        var udp = await cluster.AskAsync(Orders, "A", Token);
        var tcp = await cluster.AskTcpAsync(Orders, "A", Token);

        Assert.Equal(["10.244.0.1", "127.0.1.11"], udp.Texts.Order());
        Assert.Equal(["10.244.0.1", "127.0.1.11"], tcp.Texts.Order());
        Assert.Equal(cluster.EndPoint.ToString(), cluster.NameServer);
        Assert.NotEqual(0, cluster.EndPoint.Port);
    }

    [Fact]
    public async Task A_client_of_another_maker_reads_the_same()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("orders-headless", o => o.Family = PeerFamily.Both, Token);
        cluster.AddPod("orders-0");
        cluster.AddPod("orders-1");
        var client = new LookupClient(new LookupClientOptions(cluster.EndPoint) { UseCache = false, ThrowDnsErrors = false });

        var v4 = await client.QueryAsync(Orders + ".", QueryType.A, cancellationToken: Token);
        var v6 = await client.QueryAsync(Orders + ".", QueryType.AAAA, cancellationToken: Token);
        var srv = await client.QueryAsync($"_peer._tcp.{Orders}.", QueryType.SRV, cancellationToken: Token);
        var none = await client.QueryAsync("absent.default.svc.cluster.local.", QueryType.A, cancellationToken: Token);

        Assert.Equal(["10.244.0.1", "10.244.0.2"], v4.Answers.ARecords().Select(r => r.Address.ToString()).Order());
        Assert.Equal(["fd00:10:244::1", "fd00:10:244::2"], v6.Answers.AaaaRecords().Select(r => r.Address.ToString()).Order());
        Assert.Equal([$"orders-0.{Orders}.:5000", $"orders-1.{Orders}.:5000"], srv.Answers.SrvRecords().Select(r => $"{r.Target}:{r.Port}").Order());
        Assert.Equal(4, srv.Additionals.AddressRecords().Count());
        Assert.Equal(DnsHeaderResponseCode.NotExistentDomain, none.Header.ResponseCode);
        var soa = Assert.Single(none.Authorities.SoaRecords());
        Assert.Equal((5, 5u, "ns.dns.cluster.local.", "hostmaster.cluster.local."), (soa.InitialTimeToLive, soa.Minimum, soa.MName.Value, soa.RName.Value));
    }

    [Fact]
    public async Task A_client_of_another_maker_reads_4092_records_over_tcp()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("headless", cancellationToken: Token);
        cluster.Service.AddPods(4092);
        var client = new LookupClient(new LookupClientOptions(cluster.EndPoint) { UseCache = false, ExtendedDnsBufferSize = 1232 });

        var response = await client.QueryAsync(cluster.Service.FullName, QueryType.A, cancellationToken: Token);

        Assert.Equal(4092, response.Answers.ARecords().Select(r => r.Address).Distinct().Count());
        Assert.Equal(["udp", "tcp"], cluster.Questions.Select(q => q.Transport));
    }

    [Fact]
    public async Task An_outage_closes_the_port_and_the_end_reopens_it()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("orders-headless", cancellationToken: Token);
        cluster.AddPod();
        using var kept = new TcpClient();
        await kept.ConnectAsync(cluster.EndPoint, Token);
        await RawClient.ExchangeAsync(kept.GetStream(), RawQuery.For(Orders), Token);
        var before = cluster.EndPoint;

        await cluster.PauseAsync();
        await cluster.PauseAsync();

        Assert.False(cluster.IsRunning);
        await Assert.ThrowsAnyAsync<SocketException>(() => cluster.AskTcpAsync(Orders, "A", Token));
        await Assert.ThrowsAnyAsync<IOException>(() => RawClient.ExchangeAsync(kept.GetStream(), RawQuery.For(Orders), Token));
        using (var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp))
        {
            await socket.ConnectAsync(before, Token);
            await socket.SendAsync(RawQuery.For(Orders), Token);
            await Assert.ThrowsAnyAsync<SocketException>(async () => await socket.ReceiveAsync(new byte[512], Token));
        }

        await cluster.ResumeAsync(Token);
        await cluster.ResumeAsync(Token);

        Assert.Equal(before, cluster.EndPoint);
        Assert.Single((await cluster.AskAsync(Orders, "A", Token)).Answers);
        Assert.Single((await cluster.AskTcpAsync(Orders, "A", Token)).Answers);
    }

    [Fact]
    public async Task Disposal_ends_everything_and_may_happen_twice()
    {
        var cluster = await HeadlessServiceServer.StartAsync("orders-headless", cancellationToken: Token);
        cluster.Faults.Drop();
        using var stalled = new TcpClient();
        await stalled.ConnectAsync(cluster.EndPoint, Token);
        await stalled.GetStream().WriteAsync((byte[])[0, 200, 1], Token);

        await cluster.DisposeAsync();
        await cluster.DisposeAsync();

        Assert.False(File.Exists(cluster.ResolvConfPath));
        using var probe = new TcpClient();
        await Assert.ThrowsAnyAsync<SocketException>(async () => await probe.ConnectAsync(cluster.EndPoint, Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => cluster.ResumeAsync(Token));
    }

    [Fact]
    public async Task The_resolver_configuration_is_that_of_a_pod()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("orders.shop", o => o.Namespace = "shop", Token);
        await using var other = await HeadlessServiceServer.StartAsync("orders", o => { o.SearchDomains.Add("a.example"); o.Ndots = 2; o.Address = IPAddress.Parse("127.0.0.53"); }, Token);

        Assert.Equal("search shop.svc.cluster.local svc.cluster.local cluster.local\nnameserver 127.0.0.1\noptions ndots:5\n", await File.ReadAllTextAsync(cluster.ResolvConfPath, Token));
        Assert.Equal("search a.example\nnameserver 127.0.0.53\noptions ndots:2\n", await File.ReadAllTextAsync(other.ResolvConfPath, Token));
    }

    [Fact]
    public async Task Options_are_pointed_at_the_server()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("orders", cancellationToken: Token);
        var options = new HeadlessPeersOptions { AttemptTimeout = TimeSpan.FromSeconds(3) };
        options.NameServers.Add("192.0.2.1");
        options.StaticPeers.Add("192.0.2.2");

        cluster.Configure(options);
        Assert.Empty(options.StaticPeers);
        Assert.Equal([cluster.NameServer], options.NameServers);
        Assert.Equal(cluster.ResolvConfPath, options.ResolvConfPath);
        Assert.Equal(TimeSpan.FromSeconds(3), options.AttemptTimeout);

        cluster.Configure(options, TimeSpan.FromMilliseconds(200));
        Assert.Equal([cluster.NameServer], options.NameServers);
        Assert.Equal(TimeSpan.FromMilliseconds(200), options.AttemptTimeout);
    }

    [Fact]
    public async Task A_start_can_be_cancelled_and_bad_options_are_refused()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => HeadlessServiceServer.StartAsync("orders", cancellationToken: cancelled.Token));
        Assert.Equal(cancelled.Token, e.CancellationToken);

        await Assert.ThrowsAnyAsync<ArgumentException>(() => HeadlessServiceServer.StartAsync("", cancellationToken: Token));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => HeadlessServiceServer.StartAsync("a.b.c", cancellationToken: Token));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => HeadlessServiceServer.StartAsync("orders", o => o.Replicas = 0, Token));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => HeadlessServiceServer.StartAsync("orders", o => o.MaxUdpSize = 100, Token));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => HeadlessServiceServer.StartAsync("orders", o => o.MaxTcpSize = 100, Token));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => HeadlessServiceServer.StartAsync("orders", o => o.MaxTcpSize = 65536, Token));
    }

    [Fact]
    public async Task A_taken_port_is_said_at_the_start()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("orders", cancellationToken: Token);
        await Assert.ThrowsAnyAsync<SocketException>(() => HeadlessServiceServer.StartAsync("orders", o => o.Port = cluster.EndPoint.Port, Token));
    }
}
