using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using HeadlessDiscovery.Telemetry;
using HeadlessDiscovery.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Polly;

namespace HeadlessDiscovery.Tests.Watching;

public sealed class ResolverEngineTests
{
    private static readonly TimeSpan Floor = TimeSpan.FromSeconds(2);

    private readonly ObservedTime time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("10.0.0.1", 1)]
    [InlineData("10.0.0.2", 1)]
    [InlineData("10.0.0.3", 0)]
    public async Task A_report_of_a_member_this_process_too_brings_the_next_lookup_forward_and_one_of_a_stranger_does_not(string reported, int set)
    {
        await using var service = Watched();
        await service.FirstAsync();
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(set, SetBy(() => service.Resolver.ReportUnreachable(Peer.Parse(reported))));
    }

    [Fact]
    public async Task A_report_of_a_static_peer_brings_nothing_about()
    {
        // Nobody can be queried about it: it would wait forever, and hurry each turn.
        await using var service = new WatchedService(
            options =>
            {
                options.StaticPeers.Add("10.0.0.2");
                options.MinRefreshInterval = Floor;
            },
            time: time);
        await service.Resolver.GetPeersAsync(Token);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, SetBy(() => service.Resolver.ReportUnreachable(Peer.Parse("10.0.0.2"))));
    }

    [Fact]
    public async Task No_report_breaks_a_back_off()
    {
        await using var service = Watched();
        await service.FirstAsync();
        service.Answers("SERVFAIL");
        await service.NextAsync(5);
        await service.NextAsync(2);
        await service.NextAsync(2);

        // Four seconds now, of which the floor would allow two.
        Assert.Equal(0, SetBy(() => service.Resolver.ReportUnreachable(Peer.Parse("10.0.0.2"))));
    }

    [Fact]
    public async Task A_disposed_resolver_starts_no_more_and_is_measured_by_nobody()
    {
        using var provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = provider.GetRequiredService<IMeterFactory>();
        using var peers = new MetricCollector<long>(meters, ResolverMetrics.MeterName, "headless_discovery.peers");
        var service = new WatchedService(services: services => services with { Metrics = new ResolverMetrics(meters) });
        await service.DisposeAsync();
        await using var reader = service.Resolver.WatchAsync(Token).GetAsyncEnumerator(Token);
        Assert.True(await reader.MoveNextAsync());
        Assert.False(await reader.MoveNextAsync());
        peers.RecordObservableInstruments();
        Assert.Empty(peers.GetMeasurementSnapshot());
        Assert.Equal(0, service.Lookups);
    }

    [Fact]
    public async Task A_resolver_that_ran_is_measured_until_its_disposal()
    {
        using var provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = provider.GetRequiredService<IMeterFactory>();
        using var peers = new MetricCollector<long>(meters, ResolverMetrics.MeterName, "headless_discovery.peers");
        var service = new WatchedService(services: services => services with { Metrics = new ResolverMetrics(meters) });
        await service.FirstAsync();
        peers.RecordObservableInstruments();
        Assert.NotEmpty(peers.GetMeasurementSnapshot(clear: true));
        await service.DisposeAsync();
        peers.RecordObservableInstruments();
        Assert.Empty(peers.GetMeasurementSnapshot());
    }

    [Fact]
    [Trait("rule", "O-6")]
    public async Task This_process_alone_by_one_of_two_addresses_of_its_interfaces_is_uncertain()
    {
        await using var service = new WatchedService(services: services => services with { Interfaces = () => [IPAddress.Parse("10.0.0.1"), IPAddress.Parse("10.0.0.200")] });
        Assert.False((await service.FirstAsync()).IsSelfUncertain);
        service.Answers("A:10.0.0.200");
        for (var i = 0; i < 4; i++)
        {
            await service.NextAsync(5);
        }

        Assert.Equal((1, true), (service.Resolver.Current.Members.Length, service.Resolver.Current.IsSelfUncertain));
    }

    [Fact]
    public async Task The_first_query_leaves_before_the_call_that_starts_the_resolver_returns()
    {
        await using var service = new WatchedService();

        var first = service.Resolver.GetPeersAsync(Token);

        Assert.Equal(1, service.Lookups);
        Assert.Equal(2, (await first).Count);
    }

    [Fact]
    public async Task Lookups_inherit_nothing_from_the_request_that_starts_the_resolver()
    {
        var request = new AsyncLocal<string?> { Value = "a request" };
        var seen = new ConcurrentQueue<string?>();
        var transport = new ScriptedTransport((exchange, token) =>
        {
            seen.Enqueue(request.Value);
            return Words.Answer("A:10.0.0.1", exchange.Question, exchange.Options, token);
        });
        await using var service = new WatchedService(services: services => services with { NewTransport = () => transport });

        await service.Resolver.GetPeersAsync(Token);
        var again = service.Resolver.RefreshAsync(Token);
        service.Time.Advance(TimeSpan.FromSeconds(5));
        await again;

        Assert.Equal("a request", request.Value);
        Assert.Equal([null, null], seen.Take(2));
    }

    [Fact]
    public async Task Disposal_ends_a_lookup_that_waits_for_a_silent_server()
    {
        var service = Watched();
        service.Answers("DROP");
        var refresh = service.Resolver.RefreshAsync(Token).AsTask();
        await Waiting.UntilAsync(() => service.Transport.IsSilent);
        await service.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), Token);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => refresh);
    }

    [Fact]
    [Trait("rule", "O-7")]
    public async Task A_callback_of_the_applications_pipeline_that_throws_does_not_stop_the_disposal()
    {
        var service = new WatchedService(options => options.ConfigureLookup = lookup => lookup.AddStrategy(_ => new ThrowsWhenCancelled(), new Nothing()));
        service.Answers("DROP");
        var refresh = service.Resolver.RefreshAsync(Token).AsTask();
        var first = service.Resolver.GetPeersAsync(Token).AsTask();
        await Waiting.UntilAsync(() => service.Transport.IsSilent);
        service.Resolver.Dispose();
        await service.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), Token);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => refresh);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => first);
    }

    private sealed class Nothing : ResilienceStrategyOptions;

    private sealed class ThrowsWhenCancelled : ResilienceStrategy
    {
        protected override async ValueTask<Outcome<TResult>> ExecuteCore<TResult, TState>(
            Func<ResilienceContext, TState, ValueTask<Outcome<TResult>>> callback, ResilienceContext context, TState state)
        {
            using var registration = context.CancellationToken.Register(() => throw new InvalidOperationException("mine"));
            return await callback(context, state);
        }
    }

    private WatchedService Watched() => new(
        options =>
        {
            options.SelfAddresses.Add("10.0.0.1");
            options.MinRefreshInterval = Floor;
        },
        time: time);

    private int SetBy(Action report)
    {
        var before = time.Armed;
        report();
        return time.Armed - before;
    }
}
