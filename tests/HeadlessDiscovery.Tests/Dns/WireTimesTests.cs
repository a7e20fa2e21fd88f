using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Telemetry;
using HeadlessDiscovery.Tests.Support;
using HeadlessDiscovery.Tests.Watching;
using HeadlessDiscovery.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Time.Testing;
using static HeadlessDiscovery.Tests.Support.WireOctets;

namespace HeadlessDiscovery.Tests.Dns;

/// <summary>Durations are times of the network: from the departure of a query to the arrival of its reply.</summary>
public sealed class WireTimesTests
{
    private const string Web = "web.shop.svc.cluster.local.";

    private static readonly TimeSpan Before = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan OnTheWay = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan After = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task What_this_process_does_before_and_after_is_not_part_of_a_duration()
    {
        TestLookup? lookup = null;
        lookup = new TestLookup(Web, (exchange, token) => Slow(lookup!.Time, "A:10.1.0.1,10.1.0.2", exchange, token));

        var report = await lookup.AskAsync();

        Assert.Equal(OnTheWay, Assert.Single(report.ReadAsked()).Duration);
        Assert.Equal(OnTheWay, report.Duration);
    }

    [Fact]
    public async Task A_lookup_takes_from_its_first_departure_to_its_last_arrival()
    {
        TestLookup? lookup = null;
        lookup = new TestLookup(
            "web",
            (exchange, token) => Slow(lookup!.Time, exchange.Question.Name == Web ? "NXDOMAIN" : "A:10.1.0.1,10.1.0.2", exchange, token),
            TestLookup.ShortName);

        var report = await lookup.AskAsync();

        Assert.Equal([OnTheWay, OnTheWay], report.ReadAsked().Select(query => query.Duration));
        Assert.Equal(OnTheWay + After + Before + OnTheWay, report.Duration);
    }

    [Fact]
    public async Task The_metric_and_the_statistics_measure_the_same()
    {
        var time = new FakeTimeProvider();
        using var provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = provider.GetRequiredService<IMeterFactory>();
        using var duration = new MetricCollector<double>(meters, ResolverMetrics.MeterName, "dns.lookup.duration");
        await using var service = new WatchedService(
            services: services => services with
            {
                Metrics = new ResolverMetrics(meters),
                NewTransport = () => new ScriptedTransport((exchange, token) => Slow(time, "A:10.1.0.1,10.1.0.2", exchange, token)),
            },
            time: time);

        await service.Resolver.GetPeersAsync(TestContext.Current.CancellationToken);
        await duration.WaitForMeasurementsAsync(1, TestContext.Current.CancellationToken);

        Assert.Equal(OnTheWay.TotalSeconds, duration.GetMeasurementSnapshot()[0].Value, 6);
        Assert.InRange(service.Resolver.GetCurrentStatistics().MedianDuration!.Value, 0.9 * OnTheWay, 1.1 * OnTheWay);
    }

    [Fact]
    public async Task Over_UDP_the_time_runs_while_the_datagram_is_away()
    {
        var time = new FakeTimeProvider();
        var times = new WireTimes(time);
        time.Advance(Before);
        await using var server = new UdpScript(query =>
        {
            time.Advance(OnTheWay);
            query.Send(Reply(query.Asked));
        });

        await ExchangeAsync(server.EndPoint, tcp: false, times);
        time.Advance(After);

        Assert.Equal(OnTheWay, times.Elapsed);
    }

    [Fact]
    public async Task Over_TCP_the_time_runs_from_the_connection_to_the_end_of_the_answer()
    {
        var time = new FakeTimeProvider();
        var times = new WireTimes(time);
        time.Advance(Before);
        await using var server = new TcpScript(async connection =>
        {
            var asked = await connection.QuestionAsync();
            time.Advance(OnTheWay);
            var reply = Reply(asked);
            await connection.SendAsync([.. Two(reply.Length), .. reply]);
        });

        await ExchangeAsync(server.EndPoint, tcp: true, times);
        time.Advance(After);

        Assert.Equal(OnTheWay, times.Elapsed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_error_of_the_network_ends_the_time_when_it_arrives_not_when_it_has_been_handled(bool tcp)
    {
        var time = new FakeTimeProvider();
        var times = new WireTimes(time);
        using var closed = new Socket(AddressFamily.InterNetwork, tcp ? SocketType.Stream : SocketType.Dgram, tcp ? ProtocolType.Tcp : ProtocolType.Udp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var server = (IPEndPoint)closed.LocalEndPoint!;
        if (!tcp)
        {
            closed.Dispose();
        }

        var exchange = await new NetworkTransport().ExchangeAsync(new DnsQuestion(Web, DnsRecordType.A), server, new DnsExchangeOptions(tcp, Edns: true) { Times = times }, TestContext.Current.CancellationToken);
        time.Advance(After);

        Assert.Equal((LookupReason.Network, TimeSpan.Zero), (exchange.Failure, times.Elapsed));
    }

    [Fact]
    public async Task A_query_that_failed_lasted_until_its_error_arrived()
    {
        TestLookup? lookup = null;
        lookup = new TestLookup(Web, (exchange, _) =>
        {
            exchange.Options.Times!.Departs();
            lookup!.Time.Advance(OnTheWay);
            exchange.Options.Times.Arrived();
            lookup.Time.Advance(After);
            return ValueTask.FromResult(DnsExchange.Failed(LookupReason.Network, new SocketException((int)SocketError.ConnectionRefused)));
        });

        var report = await lookup.AskAsync();

        NonEmpty.All(report.ReadAsked(), query => Assert.Equal(OnTheWay, query.Duration));
    }

    private static async Task ExchangeAsync(IPEndPoint server, bool tcp, WireTimes times)
    {
        var exchange = await new NetworkTransport().ExchangeAsync(new DnsQuestion(Web, DnsRecordType.A), server, new DnsExchangeOptions(tcp, Edns: true) { Times = times }, TestContext.Current.CancellationToken);

        Assert.NotNull(exchange.Message);
    }

    private static byte[] Reply(byte[] asked) => Join(
        Header(0x8400, answers: 1, id: (asked[0] << 8) | asked[1]),
        WireOctets.Question(Web),
        Record(Asked, 1, [10, 1, 0, 1]));

    private static async ValueTask<DnsExchange> Slow(FakeTimeProvider time, string word, ScriptedTransport.Exchange exchange, CancellationToken cancellationToken)
    {
        time.Advance(Before);
        exchange.Options.Times!.Departs();
        time.Advance(OnTheWay);
        exchange.Options.Times.Arrived();
        time.Advance(After);
        return await Words.Answer(word, exchange.Question, exchange.Options, cancellationToken);
    }
}
