using HeadlessDiscovery.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HeadlessDiscovery.HealthChecks.Tests;

public sealed class HeadlessPeersHealthCheckTests
{
    [Fact]
    public async Task Fails_before_the_first_verified_answer_and_says_that_nothing_is_known()
    {
        using var check = new CheckedPeers(health => health.AddHeadlessPeers());
        var silent = await check.CheckAsync();
        Assert.Equal((HealthStatus.Unhealthy, "DNS has not answered yet: the peers are unknown."), (silent.Status, silent.Description));
        Assert.False(silent.Data.ContainsKey("ageSeconds"));

        check.Peers.Unresolve(LookupReason.Timeout);
        Assert.Equal("DNS has not answered yet (timeout): the peers are unknown.", (await check.CheckAsync()).Description);
    }

    // It was Unhealthy for as long as one family failed, although the peers of the other were known and called.
    [Fact]
    public async Task Peers_of_one_family_are_a_first_answer_and_stale_though_the_other_never_answered()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", cancellationToken: TestContext.Current.CancellationToken);
        server.SetPods("10.244.0.1", "10.244.0.2");
        server.Faults.ServFail().OnType("AAAA");
        await using var provider = new ServiceCollection().AddLogging()
            .AddHeadlessPeers("orders", options =>
            {
                server.Configure(options);
                options.Family = PeerFamily.Both;
            })
            .AddHealthChecks().AddHeadlessPeers().Services.BuildServiceProvider();
        await provider.GetRequiredService<IPeerResolver>().UntilAsync(snapshot => snapshot.Count == 2, TestContext.Current.CancellationToken);
        var entry = (await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken)).Entries["headless-peers"];
        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.Matches(@"^Stale for [0-9.]+ s \(familyFailed\); last known: 2 peers\.$", entry.Description);
        Assert.Equal(2, entry.Data["peers"]);
        Assert.True(entry.Data.ContainsKey("ageSeconds"));
    }

    [Fact]
    public async Task A_wall_clock_that_is_set_makes_no_list_older()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", cancellationToken: TestContext.Current.CancellationToken);
        server.SetPods("10.244.0.1");
        var clock = new SetClock();
        await using var provider = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock)
            .AddHeadlessPeers("orders", options => server.Configure(options))
            .AddHealthChecks().AddHeadlessPeers().Services.BuildServiceProvider();
        await provider.GetRequiredService<IPeerResolver>().GetPeersAsync(TestContext.Current.CancellationToken);
        clock.Error = TimeSpan.FromHours(1);
        var entry = (await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken)).Entries["headless-peers"];
        Assert.InRange((double)entry.Data["ageSeconds"], 0, 600);
    }

    [Fact]
    public async Task Unnamed_peers_whose_resolver_reads_no_options_are_checked()
    {
        await using var provider = new ServiceCollection().AddLogging()
            .AddHeadlessPeers().AddFakeHeadlessPeers(fake => fake.Set("10.0.0.1"))
            .AddHealthChecks().AddHeadlessPeers().Services.BuildServiceProvider();
        var report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HealthStatus.Healthy, Assert.Single(report.Entries).Value.Status);
    }

    [Fact]
    public async Task Is_healthy_once_answered_and_tells_peers_version_and_age()
    {
        using var check = new CheckedPeers(health => health.AddHeadlessPeers());
        check.Peers.AsClient().Set("10.0.0.1:5000", "10.0.0.2:5000");
        check.Time.Advance(TimeSpan.FromSeconds(12.5));
        var entry = await check.CheckAsync();
        Assert.Equal((HealthStatus.Healthy, "2 peers."), (entry.Status, entry.Description));
        Assert.Equal(2, entry.Data["peers"]);
        Assert.Equal(check.Peers.Current.Version, entry.Data["version"]);
        Assert.Equal(12.5, entry.Data["ageSeconds"]);
        Assert.Empty((string[])entry.Data["findings"]);
    }

    [Fact]
    public async Task Being_alone_is_healthy_unless_a_minimum_is_asked()
    {
        using var check = new CheckedPeers(health => health.AddHeadlessPeers().AddHeadlessPeers("orders", minimumPeers: 2));
        check.Peers.Empty();
        var report = await check.ReportAsync();
        Assert.Equal(HealthStatus.Healthy, report.Entries["headless-peers"].Status);
        Assert.Equal(HealthStatus.Unhealthy, report.Entries["headless-peers:orders"].Status);
        Assert.Equal("0 peers, fewer than 2.", report.Entries["headless-peers:orders"].Description);

        check.Peers.Set("10.0.0.1").Hold("10.0.0.1");
        Assert.Equal("1 peer, fewer than 2.", (await check.ReportAsync()).Entries["headless-peers:orders"].Description);
        check.Peers.Add("10.0.0.2");
        Assert.Equal(HealthStatus.Healthy, (await check.ReportAsync()).Status);
    }

    [Fact]
    public async Task The_minimum_counts_a_pod_with_two_addresses_once_where_host_names_tell()
    {
        using var check = new CheckedPeers(health => health.AddHeadlessPeers(minimumPeers: 2));
        check.Peers.Set([Named("10.0.0.1", "orders-0"), Named("fd00::1", "orders-0")]);
        Assert.Equal("1 peer, fewer than 2.", (await check.CheckAsync()).Description);
        check.Peers.Set([Named("10.0.0.1", "orders-0"), Named("fd00::1", "orders-0"), Named("10.0.0.2", "orders-1")]);
        Assert.Equal(HealthStatus.Healthy, (await check.CheckAsync()).Status);

        // Without host names nothing tells, and each address counts.
        check.Peers.Set("10.0.0.1", "fd00::1");
        Assert.Equal(HealthStatus.Healthy, (await check.CheckAsync()).Status);

        static Peer Named(string address, string host) => new(System.Net.IPAddress.Parse(address), 5000, host);
    }

    [Fact]
    public async Task With_several_names_a_check_without_one_fails_with_the_names()
    {
        using var check = new CheckedPeers(health => health.AddHeadlessPeers().Services.AddHeadlessPeers("stock", options => options.StaticPeers.Add("10.0.0.1")));
        var thrown = await Assert.ThrowsAsync<NoPlainPeerResolverException>(() => check.ReportAsync());
        Assert.Equal(["orders", "stock"], thrown.Names);
    }

    [Fact]
    public async Task It_goes_by_the_options_in_force_also_after_a_reload_that_is_not_valid()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("HeadlessPeers:StaticPeers:0", "10.0.0.1")]).Build();
        await using var provider = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration)
            .AddHeadlessPeers()
            .AddHealthChecks().AddHeadlessPeers().Services.BuildServiceProvider();
        await provider.GetRequiredService<IPeerResolver>().GetPeersAsync(TestContext.Current.CancellationToken);
        configuration["HeadlessPeers:MaxStale"] = "-00:00:01";

        // The framework validates at the reload, and whoever caused that gets the failure.
        Assert.ThrowsAny<Exception>(configuration.Reload);
        var report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HealthStatus.Healthy, report.Status);
    }

    [Fact]
    public async Task Is_degraded_while_stale_without_limit_by_default()
    {
        using var check = new CheckedPeers(health => health.AddHeadlessPeers());
        check.Peers.AsClient().Set("10.0.0.1").GoStale(LookupReason.ServFail);
        check.Time.Advance(TimeSpan.FromDays(30));
        var entry = await check.CheckAsync();
        Assert.Equal((HealthStatus.Degraded, "Stale for 2592000 s (servfail); last known: 1 peer."), (entry.Status, entry.Description));

        Assert.Equal(["HP202"], (string[])entry.Data["findings"]);

        check.Peers.Recover();
        Assert.Equal(HealthStatus.Healthy, (await check.CheckAsync()).Status);
    }

    [Fact]
    public async Task Fails_past_MaxStale_and_not_at_it()
    {
        using var check = new CheckedPeers(health => health.AddHeadlessPeers(), options => options.MaxStale = TimeSpan.FromMinutes(5));
        check.Peers.Set("10.0.0.1", "10.0.0.2").GoStale(LookupReason.Refused);
        check.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(HealthStatus.Degraded, (await check.CheckAsync()).Status);

        check.Time.Advance(TimeSpan.FromSeconds(1));
        var entry = await check.CheckAsync();
        Assert.Equal((HealthStatus.Unhealthy, "Stale for 301 s (refused), longer than MaxStale (300 s); last known: 2 peers."), (entry.Status, entry.Description));
    }

    [Fact]
    public async Task Static_peers_of_development_have_no_findings()
    {
        using var provider = new ServiceCollection().AddLogging()
            .AddHeadlessPeers("orders", options => options.StaticPeers.Add("127.0.0.1:5001"))
            .AddHealthChecks().AddHeadlessPeers().Services.BuildServiceProvider();
        await provider.GetRequiredService<IPeerResolver>().GetPeersAsync(TestContext.Current.CancellationToken);
        var entry = (await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken)).Entries["headless-peers"];
        Assert.Equal((HealthStatus.Healthy, "1 peer."), (entry.Status, entry.Description));
        Assert.Empty((string[])entry.Data["findings"]);
    }

    [Fact]
    public async Task The_failure_status_is_that_of_the_registration()
    {
        using var check = new CheckedPeers(health => health.AddHeadlessPeers(failureStatus: HealthStatus.Degraded));
        Assert.Equal(HealthStatus.Degraded, (await check.CheckAsync()).Status);
    }

    [Fact]
    public async Task Asks_nobody()
    {
        using var check = new CheckedPeers(health => health.AddHeadlessPeers());
        check.Peers.Set("10.0.0.1");
        for (var i = 0; i < 100; i++)
        {
            await check.CheckAsync();
        }

        Assert.Equal((0, 0, 0), (check.Peers.Lookups, check.Peers.RefreshCalls, check.Peers.GetPeersCalls));
        await check.Peers.RefreshAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, check.Peers.RefreshCalls);
    }

    [Fact]
    public async Task Is_not_tagged_so_that_a_readiness_endpoint_does_not_ask_it()
    {
        using var check = new CheckedPeers(health => health.AddHeadlessPeers().AddHeadlessPeers("orders", tags: ["ready"], timeout: TimeSpan.FromSeconds(1)));
        Assert.Equal(["headless-peers:orders"], (await check.ReportAsync(registration => registration.Tags.Contains("ready"))).Entries.Keys);
        Assert.Equal([Timeout.InfiniteTimeSpan, TimeSpan.FromSeconds(1)], check.Options.Registrations.Select(registration => registration.Timeout));
    }

    [Fact]
    public async Task A_name_that_was_not_registered_is_named()
    {
        using var check = new CheckedPeers(health => health.AddHeadlessPeers("order"));
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => check.ReportAsync());
        Assert.Equal("No headless peers are registered under the name 'order': call AddHeadlessPeers(\"order\") on the services.", exception.Message);
    }

    [Fact]
    public async Task Without_any_registration_it_says_what_to_call()
    {
        using var provider = new ServiceCollection().AddLogging().AddOptions().AddHealthChecks().AddHeadlessPeers().Services.BuildServiceProvider();
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken));
        Assert.Equal("No headless peers are registered: call AddHeadlessPeers on the services.", exception.Message);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentNullException>(() => HeadlessPeersHealthChecksBuilderExtensions.AddHeadlessPeers(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceCollection().AddHealthChecks().AddHeadlessPeers(minimumPeers: -1));
    }

    private sealed class SetClock : TimeProvider
    {
        public TimeSpan Error { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Error;
    }
}
