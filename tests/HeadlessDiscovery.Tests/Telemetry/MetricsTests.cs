using System.Diagnostics;
using System.Diagnostics.Metrics;
using HeadlessDiscovery.Telemetry;
using HeadlessDiscovery.Tests.Watching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace HeadlessDiscovery.Tests.Telemetry;

public sealed class MetricsTests
{
    [Fact]
    public void Every_instrument_has_a_unit_and_is_measured_in_the_test_below()
    {
        string[] measured = ["dns.lookup.duration", "headless_discovery.answer.age", "headless_discovery.changes", "headless_discovery.lookups", "headless_discovery.peers", "headless_discovery.self", "headless_discovery.stale.duration"];
        using var provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = provider.GetRequiredService<IMeterFactory>();
        _ = new ResolverMetrics(meters);

        // Other tests publish theirs meanwhile, on their own threads.
        var ours = new List<Instrument>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters))
            {
                ours.Add(instrument);
            }
        };
        listener.Start();

        Assert.Equal(measured, ours.Select(instrument => instrument.Name).Order(StringComparer.Ordinal));
        NonEmpty.All(ours, instrument => Assert.NotNull(instrument.Unit));
    }

    [Fact]
    public async Task Every_instrument_has_its_value_and_unit()
    {
        using var provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = provider.GetRequiredService<IMeterFactory>();
        var metrics = new ResolverMetrics(meters);
        await using var service = new WatchedService(options => options.SelfAddresses.Add("10.0.0.2"), services => services with { Metrics = metrics });
        using var duration = new MetricCollector<double>(meters, ResolverMetrics.MeterName, "dns.lookup.duration");
        using var lookups = new MetricCollector<long>(meters, ResolverMetrics.MeterName, "headless_discovery.lookups");
        using var changes = new MetricCollector<long>(meters, ResolverMetrics.MeterName, "headless_discovery.changes");
        using var peers = new MetricCollector<long>(meters, ResolverMetrics.MeterName, "headless_discovery.peers");
        using var stale = new MetricCollector<double>(meters, ResolverMetrics.MeterName, "headless_discovery.stale.duration");
        using var age = new MetricCollector<double>(meters, ResolverMetrics.MeterName, "headless_discovery.answer.age");
        using var self = new MetricCollector<int>(meters, ResolverMetrics.MeterName, "headless_discovery.self");

        service.Answers("A:10.0.0.1,10.0.0.2,10.0.0.3");
        await service.FirstAsync();
        service.Answers("A:10.0.0.2,10.0.0.3,10.0.0.4");
        await service.NextAsync(5);
        service.Answers("SERVFAIL");
        await service.NextAsync(1);
        service.Time.Advance(TimeSpan.FromSeconds(0.5));

        Assert.Equal(["s", "{lookup}", "{change}", "{peer}", "s", "s", "{pod}"], new[] { duration.Instrument, lookups.Instrument, changes.Instrument, peers.Instrument, stale.Instrument, age.Instrument, self.Instrument }.Select(instrument => instrument!.Unit));
        NonEmpty.All(duration.GetMeasurementSnapshot(), measured => Assert.InRange(measured.Value, 0, 1));
        Assert.Equal([null, null, "servfail"], duration.GetMeasurementSnapshot().Select(measured => measured.Tags.GetValueOrDefault("error.type")));
        NonEmpty.All(duration.GetMeasurementSnapshot(), measured => Assert.Equal("web.shop.svc.cluster.local", measured.Tags["dns.question.name"]));
        Assert.Equal(["found", "found", "unknown"], lookups.GetMeasurementSnapshot().Select(measured => measured.Tags["outcome"]));
        Assert.Equal([("added", 2L), ("added", 1L)], changes.GetMeasurementSnapshot().Select(measured => ((string)measured.Tags["kind"]!, measured.Value)));

        Read(peers, stale, age, self);
        Assert.Equal([("present", 2L), ("held", 1L)], peers.GetMeasurementSnapshot().Select(measured => ((string)measured.Tags["state"]!, measured.Value)));
        Assert.Equal(0.5, Assert.Single(stale.GetMeasurementSnapshot()).Value, 3);
        Assert.Equal(1.5, Assert.Single(age.GetMeasurementSnapshot()).Value, 3);
        Assert.Equal(1, Assert.Single(self.GetMeasurementSnapshot()).Value);
        NonEmpty.All(peers.GetMeasurementSnapshot(), measured => Assert.Equal("web", measured.Tags["service"]));
    }

    [Fact]
    public async Task The_unnamed_resolver_is_told_apart_by_its_service_in_metrics_and_log()
    {
        using var provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = provider.GetRequiredService<IMeterFactory>();
        await using var service = new WatchedService(options => options.ServiceName = "unnamed.shop.svc.cluster.local.", services => services with { Metrics = new ResolverMetrics(meters) }, name: string.Empty);
        using var lookups = new MetricCollector<long>(meters, ResolverMetrics.MeterName, "headless_discovery.lookups");
        using var peers = new MetricCollector<long>(meters, ResolverMetrics.MeterName, "headless_discovery.peers");
        await service.FirstAsync();
        peers.RecordObservableInstruments();

        Assert.Empty(service.Resolver.Name);
        NonEmpty.All(lookups.GetMeasurementSnapshot().Concat(peers.GetMeasurementSnapshot()), measured => Assert.Equal("unnamed.shop.svc.cluster.local.", measured.Tags["service"]));
        Assert.Contains(service.Logged, line => line.StartsWith("Information 1: Resolving unnamed.shop.svc.cluster.local.: candidates ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_disposed_resolver_is_measured_no_more()
    {
        using var provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = provider.GetRequiredService<IMeterFactory>();
        var metrics = new ResolverMetrics(meters);
        using var peers = new MetricCollector<long>(meters, ResolverMetrics.MeterName, "headless_discovery.peers");
        var service = new WatchedService(services: services => services with { Metrics = metrics });
        await service.FirstAsync();
        peers.RecordObservableInstruments();
        Assert.Equal(2, peers.GetMeasurementSnapshot().Count);
        await service.DisposeAsync();
        peers.Clear();
        peers.RecordObservableInstruments();
        Assert.Empty(peers.GetMeasurementSnapshot());
    }

    [Fact]
    public async Task A_lookup_is_a_span_with_its_outcome()
    {
        var ended = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "HeadlessDiscovery",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (ended)
                {
                    ended.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var service = new WatchedService(options => options.ServiceName = "spanned.shop.svc.cluster.local.");
        await service.FirstAsync();
        service.Answers("SERVFAIL");
        await service.NextAsync(5);
        Activity[] spans;
        lock (ended)
        {
            spans = [.. ended.Where(activity => Equals(activity.GetTagItem("dns.question.name"), "spanned.shop.svc.cluster.local"))];
        }

        Assert.Equal(["found", "unknown"], spans.Select(span => span.GetTagItem("headless_discovery.outcome")));
        Assert.Equal("servfail", spans[1].GetTagItem("error.type"));
        Assert.Equal(ActivityStatusCode.Error, spans[1].Status);
        NonEmpty.All(spans, span => Assert.Equal(ActivityKind.Client, span.Kind));
    }

    private static void Read(MetricCollector<long> peers, MetricCollector<double> stale, MetricCollector<double> age, MetricCollector<int> self)
    {
        peers.RecordObservableInstruments();
        stale.RecordObservableInstruments();
        age.RecordObservableInstruments();
        self.RecordObservableInstruments();
    }
}
