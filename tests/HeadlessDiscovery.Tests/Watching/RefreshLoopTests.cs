using System.Diagnostics.Metrics;
using HeadlessDiscovery.Telemetry;
using HeadlessDiscovery.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

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

    public void Dispose() => provider.Dispose();

    private WatchedService Watched() => new(TestLookup.ShortName, services => services with { Metrics = new ResolverMetrics(Meters) });
}
