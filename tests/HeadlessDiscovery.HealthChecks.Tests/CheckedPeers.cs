using HeadlessDiscovery.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.HealthChecks.Tests;

/// <summary>A container with a fake resolver, a fake clock, and the check under test.</summary>
internal sealed class CheckedPeers : IDisposable
{
    private readonly ServiceProvider provider;

    public CheckedPeers(Action<IHealthChecksBuilder> check, Action<HeadlessPeersOptions>? options = null)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<TimeProvider>(Time);
        services.AddHeadlessPeers("orders", options ?? (static _ => { }));
        services.AddFakeHeadlessPeers("orders");
        check(services.AddHealthChecks());
        provider = services.BuildServiceProvider();
        Peers = provider.GetRequiredKeyedService<FakePeerResolver>("orders");
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public FakePeerResolver Peers { get; }

    public HealthCheckServiceOptions Options => provider.GetRequiredService<Microsoft.Extensions.Options.IOptions<HealthCheckServiceOptions>>().Value;

    public Task<HealthReport> ReportAsync(Func<HealthCheckRegistration, bool>? which = null) =>
        provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(which, TestContext.Current.CancellationToken);

    public async Task<HealthReportEntry> CheckAsync() => Assert.Single((await ReportAsync()).Entries).Value;

    public void Dispose() => provider.Dispose();
}
