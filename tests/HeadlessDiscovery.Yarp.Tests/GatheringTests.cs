using HeadlessDiscovery.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.Time.Testing;
using Yarp.ReverseProxy.Configuration;

namespace HeadlessDiscovery.Yarp.Tests;

public sealed class GatheringTests : SafetyNet
{
    [Fact]
    public void A_token_fires_once_the_delay_after_the_change_and_not_before()
    {
        var time = new FakeTimeProvider();
        using var change = new CancellationTokenSource();
        var fired = 0;
        using var registration = new GatheredToken(new CancellationChangeToken(change.Token), TimeSpan.FromMilliseconds(100), time).RegisterChangeCallback(_ => fired++, null);
        time.Advance(TimeSpan.FromSeconds(10));
        change.Cancel();
        time.Advance(TimeSpan.FromMilliseconds(99));
        Assert.Equal(0, fired);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, fired);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1, fired);
    }

    [Fact]
    public void A_token_whose_list_has_changed_already_fires_the_delay_after_it_is_asked()
    {
        var time = new FakeTimeProvider();
        var fired = 0;
        using var registration = new GatheredToken(new CancellationChangeToken(new CancellationToken(canceled: true)), TimeSpan.FromMilliseconds(100), time).RegisterChangeCallback(_ => fired++, null);
        Assert.Equal(0, fired);
        time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(1, fired);
    }

    [Fact]
    public void A_registration_that_ended_fires_no_more()
    {
        var time = new FakeTimeProvider();
        using var change = new CancellationTokenSource();
        var token = new GatheredToken(new CancellationChangeToken(change.Token), TimeSpan.FromMilliseconds(100), time);
        var (ended, lasting) = (0, 0);
        var registration = token.RegisterChangeCallback(_ => ended++, null);
        using var other = token.RegisterChangeCallback(_ => lasting++, null);
        change.Cancel();
        registration.Dispose();
        time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal((0, 1), (ended, lasting));
    }

    [Fact]
    public async Task A_storm_of_changes_loads_the_proxy_at_most_once_in_the_delay_and_the_last_state_wins()
    {
        var loads = new Loads();
        await using var proxy = await Proxy.StartAsync([Proxy.Cluster("orders", "http://orders/")], peers => peers.Set("10.0.0.1:80"), application: builder => builder.Services.AddSingleton<IConfigChangeListener>(loads));
        var before = loads.Count;
        var started = TimeProvider.System.GetTimestamp();
        for (var change = 2; change <= 200; change++)
        {
            proxy.Peers.Set($"10.0.0.{change}:80");
            await Task.Delay(2, Token);
        }

        await UntilAsync(() => Task.FromResult(proxy.Destinations("orders") is [{ DestinationId: "pods[10.0.0.200:80]" }]));
        var most = Math.Ceiling(TimeProvider.System.GetElapsedTime(started) / TimeSpan.FromMilliseconds(100));
        Assert.InRange(loads.Count - before, 1, most);
    }

    [Fact]
    public async Task Ten_thousand_resolutions_leave_one_subscriber_and_nothing_else_behind()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddFakeHeadlessPeers("orders", peers => peers.Set("10.0.0.1:80"));
        services.AddReverseProxy().AddHeadlessPeers();
        await using var provider = services.BuildServiceProvider();
        var resolver = provider.GetRequiredService<global::Yarp.ReverseProxy.ServiceDiscovery.IDestinationResolver>();
        var destinations = new Dictionary<string, DestinationConfig> { ["pods"] = new() { Address = "http://orders/" } };
        await ResolveAsync(1_000);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await ResolveAsync(10_000);
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.Equal(1, provider.GetRequiredKeyedService<FakePeerResolver>("orders").Handlers);
        Assert.True(grown < 2_000_000, $"The memory has grown by {grown} bytes.");

        // As the proxy does where another cluster changes: it registers, and ends that.
        async Task ResolveAsync(int count)
        {
            for (var number = 0; number < count; number++)
            {
                (await resolver.ResolveDestinationsAsync(destinations, Token)).ChangeToken!.RegisterChangeCallback(static _ => { }, null).Dispose();
            }
        }
    }

    private sealed class Loads : IConfigChangeListener
    {
        private int count;

        public int Count => count;

        public void ConfigurationLoadingFailed(IProxyConfigProvider configProvider, Exception exception)
        {
        }

        public void ConfigurationLoaded(IReadOnlyList<IProxyConfig> proxyConfigs) => Interlocked.Increment(ref count);

        public void ConfigurationApplyingFailed(IReadOnlyList<IProxyConfig> proxyConfigs, Exception exception)
        {
        }

        public void ConfigurationApplied(IReadOnlyList<IProxyConfig> proxyConfigs)
        {
        }
    }
}
