using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using HeadlessDiscovery.Telemetry;
using HeadlessDiscovery.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tests.Watching;

public sealed class RefreshLoopTests : IDisposable
{
    private readonly ServiceProvider provider = new ServiceCollection().AddMetrics().BuildServiceProvider();

    private IMeterFactory Meters => provider.GetRequiredService<IMeterFactory>();

    [Fact]
    public async Task A_list_is_stale_since_the_first_failure_not_since_the_last()
    {
        await using var service = Watched();
        using var stale = new MetricCollector<double>(Meters, ResolverMetrics.MeterName, "headless_discovery.stale.duration");
        await service.FirstAsync();
        service.Answers("SERVFAIL");
        await service.NextAsync(5);
        await service.NextAsync(1);
        service.Time.Advance(TimeSpan.FromSeconds(0.5));
        stale.RecordObservableInstruments();
        Assert.Equal(1.5, Assert.Single(stale.GetMeasurementSnapshot()).Value, 3);
    }

    [Fact]
    public async Task A_wall_clock_that_is_set_makes_no_list_older_or_staler()
    {
        var time = new SetTime();
        await using var service = new WatchedService(time: time);
        var first = await service.FirstAsync();
        service.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((TimeSpan.FromSeconds(2), null), (first.Age, first.StaleFor));
        service.Answers("SERVFAIL");
        await service.NextAsync(3);
        await service.NextAsync(1);
        time.Error = TimeSpan.FromHours(1);
        var stale = service.Resolver.Current;
        Assert.InRange(service.Time.GetUtcNow() - stale.StaleSince!.Value, TimeSpan.FromHours(1), TimeSpan.MaxValue);
        Assert.Equal((TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(1)), (stale.Age, stale.StaleFor));
        service.Answers("A:10.0.0.1,10.0.0.2");
        await service.NextAsync(2);
        Assert.Equal((TimeSpan.Zero, null), (service.Resolver.Current.Age, service.Resolver.Current.StaleFor));
        Assert.Equal((null, null), (PeerSnapshot.Unresolved.Age, PeerSnapshot.Unresolved.StaleFor));
    }

    [Fact]
    public async Task A_defect_that_lasts_is_logged_once_until_lookups_succeed_again()
    {
        await using var service = Watched();
        await service.FirstAsync();
        service.Throws(new InvalidCastException("a defect"));
        await service.NextAsync(5);
        await service.NextAsync(1);
        await service.NextAsync(2);
        service.Throws(null);
        await service.NextAsync(4);
        service.Throws(new InvalidCastException("a defect"));
        await service.NextAsync(5);
        Assert.Equal(2, service.Logged.Count(line => line.StartsWith("Error 11:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_list_that_is_fresh_again_is_stale_for_no_time()
    {
        await using var service = Watched();
        using var stale = new MetricCollector<double>(Meters, ResolverMetrics.MeterName, "headless_discovery.stale.duration");
        await service.FirstAsync();
        service.Answers("SERVFAIL");
        await service.NextAsync(5);
        service.Answers("A:10.0.0.1,10.0.0.2");
        await service.NextAsync(1);
        service.Time.Advance(TimeSpan.FromSeconds(1));
        stale.RecordObservableInstruments();
        Assert.Equal(0, Assert.Single(stale.GetMeasurementSnapshot()).Value);
    }

    [Fact]
    public async Task A_lookup_is_measured_under_the_name_that_answered_then_the_one_that_did_before_and_at_first_the_service()
    {
        await using var service = Watched();
        using var duration = new MetricCollector<double>(Meters, ResolverMetrics.MeterName, "dns.lookup.duration");
        service.Answers("SERVFAIL");
        await service.FirstAsync();
        service.Answers("A:10.0.0.1,10.0.0.2");
        await service.NextAsync(1);
        service.Answers("SERVFAIL");
        await service.NextAsync(5);
        Assert.Equal(
            ["web", "web.shop.svc.cluster.local", "web.shop.svc.cluster.local"],
            duration.GetMeasurementSnapshot().Select(measured => measured.Tags["dns.question.name"]));
    }

    [Fact]
    public async Task A_note_on_an_answer_is_logged_once()
    {
        await using var service = Watched();
        service.Answers("A:10.0.0.1,0.0.0.0");
        await service.FirstAsync();
        await service.NextAsync(5);
        Assert.Single(service.Logged, line => line.Contains("0.0.0.0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_logger_that_throws_ends_neither_the_loop_nor_a_refresh_nor_a_handler()
    {
        await using var service = new WatchedService(TestLookup.ShortName, services => services with { Logger = new ThrowsAfterwards(services.Logger) });
        using var heard = new SemaphoreSlim(0);
        await service.FirstAsync();
        service.Resolver.PeersChanged += (_, _) =>
        {
            heard.Release();
            throw new InvalidOperationException("and the logger throws when it is told");
        };
        service.Answers("SERVFAIL");
        await service.NextAsync(5);
        for (var n = 3; n < 6; n++)
        {
            service.Answers($"A:{string.Join(',', Enumerable.Range(1, n).Select(i => $"10.0.0.{i}"))}");
            var refresh = service.Resolver.RefreshAsync(TestContext.Current.CancellationToken).AsTask();
            service.Time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(n, (await refresh.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Count);
            Assert.True(await heard.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A_logger_that_cannot_even_say_what_it_logs_ends_nothing()
    {
        await using var service = new WatchedService(services: services => services with { Logger = new ThrowsAtOnce() });
        var first = service.Resolver.RefreshAsync(TestContext.Current.CancellationToken).AsTask();
        Assert.Equal(2, (await first.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Count);
    }

    [Fact]
    public async Task A_listener_of_measurements_or_spans_that_throws_ends_neither_the_loop_nor_a_refresh()
    {
        using var measurements = new MeterListener();
        measurements.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, Meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        measurements.SetMeasurementEventCallback<double>((_, _, _, _) => throw new InvalidOperationException("a measurement"));
        measurements.SetMeasurementEventCallback<long>((_, _, _, _) => throw new InvalidOperationException("a count"));
        var parents = new ConcurrentQueue<string?>();
        using var spans = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ResolverMetrics.MeterName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (Equals(span.GetTagItem("dns.question.name"), "thrown.shop.svc.cluster.local"))
                {
                    parents.Enqueue(span.ParentId);
                    throw new InvalidOperationException("a span");
                }
            },
        };
        ActivitySource.AddActivityListener(spans);
        await using var service = new WatchedService(
            options => options.ServiceName = "thrown.shop.svc.cluster.local.",
            services => services with { Metrics = new ResolverMetrics(Meters) });
        measurements.Start();
        await service.FirstAsync();
        service.Answers("A:10.0.0.1,10.0.0.2,10.0.0.3");
        await service.NextAsync(5);
        Assert.Equal(3, service.Resolver.Current.Count);
        Assert.Equal([null, null], parents);
    }

    public void Dispose() => provider.Dispose();

    private sealed class SetTime() : FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero))
    {
        public TimeSpan Error { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Error;

        // The fake makes its timestamps from its wall clock.
        public override long GetTimestamp() => base.GetTimestamp() - (Error.Ticks * TimestampFrequency / TimeSpan.TicksPerSecond);
    }

    private sealed class ThrowsAtOnce : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => throw new IOException("the disk is full");

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new IOException("the disk is full");
    }

    private sealed class ThrowsAfterwards(ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
            throw new IOException("the disk is full");
        }
    }

    private WatchedService Watched() => new(TestLookup.ShortName, services => services with { Metrics = new ResolverMetrics(Meters) });
}
