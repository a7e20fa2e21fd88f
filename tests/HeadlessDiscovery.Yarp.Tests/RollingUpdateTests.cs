using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using HeadlessDiscovery.Http.Tests;
using HeadlessDiscovery.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace HeadlessDiscovery.Yarp.Tests;

/// <summary>Health and affinity across changes, and pods that are replaced under load.</summary>
public sealed class RollingUpdateTests : SafetyNet
{
    private const int Requests = 10_000;

    [Fact]
    public async Task Of_ten_thousand_requests_during_a_rolling_update_none_fails()
    {
        await using var dns = await HeadlessServiceServer.StartAsync("rolling-headless", options => options.Ttl = TimeSpan.FromSeconds(1), Token);
        var pods = new Dictionary<int, (Pod Pod, ClusterPod Listed)>();
        var port = 0;
        for (var number = 1; number <= 6; number++)
        {
            await AddAsync(number);
        }

        await using var proxy = await Proxy.StartAsync(
            [Proxy.Cluster("rolling", $"http://rolling:{port}/", cluster => cluster with
            {
                HealthCheck = new HealthCheckConfig
                {
                    Active = new ActiveHealthCheckConfig { Enabled = true, Interval = TimeSpan.FromMilliseconds(200), Timeout = TimeSpan.FromSeconds(30), Policy = "ConsecutiveFailures", Path = "/healthz" },
                    Passive = new PassiveHealthCheckConfig { Enabled = true, Policy = "TransportFailureRate", ReactivationPeriod = TimeSpan.FromSeconds(1) },
                },
            })],
            application: builder => builder.Services.AddHeadlessPeers("rolling", options =>
            {
                dns.Configure(options);
                options.ServiceName = "rolling-headless";
                options.Membership = PeerMembership.Client;
                options.RemovalConfirmations = 1;
                options.MassRemovalHold = TimeSpan.Zero;
                options.MinRefreshInterval = TimeSpan.FromMilliseconds(50);
                options.MaxRefreshInterval = TimeSpan.FromMilliseconds(100);
            }));
        await UntilAsync(() => Task.FromResult(proxy.Destinations("rolling").Count == 6));

        var sent = 0;
        var answers = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        using var allReplaced = new CancellationTokenSource();
        var load = Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            async () =>
            {
                while (Interlocked.Increment(ref sent) <= Requests || !allReplaced.IsCancellationRequested)
                {
                    using var response = await proxy.Client.GetAsync(new Uri("/rolling/", UriKind.Relative), Token);
                    var answer = response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync(Token) : $"{response.StatusCode}";
                    answers.AddOrUpdate(answer, 1, static (_, count) => count + 1);
                }
            },
            Token)));

        for (var number = 7; number <= 12; number++)
        {
            // A Deployment: the new pod is ready, then the old one leaves DNS and answers on, as preStop makes it, until the proxy has dropped it.
            await AddAsync(number);
            await UntilAsync(() => Task.FromResult(proxy.Destinations("rolling").Any(one => one.Model.Config.Address.Contains($"//127.0.79.{number}:", StringComparison.Ordinal))));
            var (old, listed) = pods[number - 6];
            var state = proxy.Destinations("rolling").Single(one => one.Model.Config.Address.Contains($"//127.0.79.{number - 6}:", StringComparison.Ordinal));
            listed.Remove();
            await UntilAsync(() => Task.FromResult(!proxy.Destinations("rolling").Contains(state)));
            await Task.Delay(200, Token);
            await UntilAsync(() => Task.FromResult(state.ConcurrentRequestCount == 0));
            await old.DisposeAsync();
        }

        await allReplaced.CancelAsync();
        await load;
        Assert.True(answers.Values.Sum() >= Requests);
        Assert.Equal(Enumerable.Range(1, 12).Select(number => $"pod {number}").Order(StringComparer.Ordinal), answers.Keys.Order(StringComparer.Ordinal));
        foreach (var (pod, _) in pods.Values)
        {
            await pod.DisposeAsync();
        }

        async Task AddAsync(int number)
        {
            var pod = await Pod.StartAsync(Pod.Says(string.Create(CultureInfo.InvariantCulture, $"pod {number}")), $"127.0.79.{number}", port: port);
            port = pod.Peer.Port!.Value;
            pods[number] = (pod, dns.AddPod($"127.0.79.{number}"));
        }
    }

    [Fact]
    public async Task Active_health_checks_probe_each_pod_in_the_name_of_the_service_and_their_verdict_survives_a_change()
    {
        var probes = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var sickProbes = 0;
        await using var good = await Pod.StartAsync(Healthy("good", true), "127.0.80.1");
        await using var sick = await Pod.StartAsync(Healthy("sick", false), "127.0.80.2");
        await using var late = await Pod.StartAsync(Healthy("late", true), "127.0.80.3");
        await using var proxy = await Proxy.StartAsync(
            [Proxy.Cluster("orders", "http://orders/", cluster => cluster with
            {
                HealthCheck = new HealthCheckConfig { Active = new ActiveHealthCheckConfig { Enabled = true, Interval = TimeSpan.FromMilliseconds(100), Timeout = TimeSpan.FromSeconds(30), Policy = "ConsecutiveFailures", Path = "/healthz" } },
                Metadata = new Dictionary<string, string> { ["ConsecutiveFailuresHealthPolicy.Threshold"] = "1" },
            }, health: "http://orders/probe")],
            peers => peers.Set([good.Peer, sick.Peer]));
        await UntilAsync(() => Task.FromResult(Health(proxy, sick) == DestinationHealth.Unhealthy && Health(proxy, good) == DestinationHealth.Healthy));
        Assert.Equal(["/probe/healthz as orders"], probes.Keys);
        Assert.Equal("good 6", await proxy.SpreadAsync("/orders/", 6, Token));

        // The probes go on, so the state is read at the moment at which the new pod is there.
        proxy.Peers.Set([good.Peer, sick.Peer, late.Peer]);
        await UntilAsync(() => Task.FromResult(proxy.Destinations("orders").Count == 3));
        Assert.Equal(DestinationHealth.Unhealthy, Health(proxy, sick));
        Assert.DoesNotContain("sick", await proxy.SpreadAsync("/orders/", 6, Token), StringComparison.Ordinal);
        Assert.True(sickProbes > 0);

        RequestDelegate Healthy(string name, bool isHealthy) => context =>
        {
            if (!context.Request.Path.StartsWithSegments("/probe", StringComparison.Ordinal))
            {
                return context.Response.WriteAsync(name);
            }

            probes.AddOrUpdate($"{context.Request.Path} as {context.Request.Host}", 1, static (_, count) => count + 1);
            if (!isHealthy)
            {
                Interlocked.Increment(ref sickProbes);
                context.Response.StatusCode = 500;
            }

            return Task.CompletedTask;
        };
    }

    [Fact]
    public async Task The_verdict_of_passive_health_checks_survives_a_change()
    {
        await using var good = await Pod.StartAsync(Pod.Says("good"), "127.0.80.1");
        await using var late = await Pod.StartAsync(Pod.Says("late"), "127.0.80.3");
        var dead = await Pod.StartAsync(Pod.Says("dead"), "127.0.80.2");
        await dead.DisposeAsync();
        await using var proxy = await Proxy.StartAsync(
            [Proxy.Cluster("orders", "http://orders/", cluster => cluster with
            {
                HealthCheck = new HealthCheckConfig { Passive = new PassiveHealthCheckConfig { Enabled = true, Policy = "TransportFailureRate", ReactivationPeriod = TimeSpan.FromHours(1) } },
                Metadata = new Dictionary<string, string> { ["TransportFailureRateHealthPolicy.RateLimit"] = "0.1" },
            })],
            peers => peers.Set([good.Peer, dead.Peer]),
            application: builder => builder.Services.Configure<TransportFailureRateHealthPolicyOptions>(options => options.MinimalTotalCountThreshold = 1));
        await UntilAsync(async () => await proxy.StatusAsync("/orders/", Token) != HttpStatusCode.OK);
        await UntilAsync(() => Task.FromResult(proxy.Destinations("orders").Single(one => Is(one, dead)).Health.Passive == DestinationHealth.Unhealthy));

        proxy.Peers.Set([good.Peer, dead.Peer, late.Peer]);
        await UntilAsync(() => Task.FromResult(proxy.Destinations("orders").Count == 3));
        Assert.Equal("good 3, late 3", await proxy.SpreadAsync("/orders/", 6, Token));
    }

    [Theory]
    [InlineData("HashCookie")]
    [InlineData("ArrCookie")]
    public async Task A_session_stays_at_its_pod_while_other_pods_come_and_go(string policy)
    {
        await using var one = await Pod.StartAsync(Pod.Says("one"), "127.0.80.1");
        await using var two = await Pod.StartAsync(Pod.Says("two"), "127.0.80.2");
        await using var three = await Pod.StartAsync(Pod.Says("three"), "127.0.80.3");
        await using var proxy = await Proxy.StartAsync(
            [Proxy.Cluster("orders", "http://orders/", cluster => cluster with { SessionAffinity = new SessionAffinityConfig { Enabled = true, Policy = policy, AffinityKeyName = "at", FailurePolicy = "Redistribute" } })],
            peers => peers.Set([one.Peer, two.Peer, three.Peer]),
            keepsCookies: true);
        var mine = await proxy.GetAsync("/orders/", Token);
        var others = new[] { (Name: "one", Pod: one), (Name: "two", Pod: two), (Name: "three", Pod: three) }.Where(pod => pod.Name != mine).Select(pod => pod.Pod.Peer).ToArray();
        var kept = new[] { (Name: "one", Pod: one), (Name: "two", Pod: two), (Name: "three", Pod: three) }.Single(pod => pod.Name == mine).Pod.Peer;
        Assert.Equal($"{mine} 6", await proxy.SpreadAsync("/orders/", 6, Token));

        proxy.Peers.Set([kept, others[0]]);
        await UntilAsync(() => Task.FromResult(proxy.Destinations("orders").Count == 2));
        Assert.Equal($"{mine} 6", await proxy.SpreadAsync("/orders/", 6, Token));

        proxy.Peers.Set([kept, .. others]);
        await UntilAsync(() => Task.FromResult(proxy.Destinations("orders").Count == 3));
        Assert.Equal($"{mine} 6", await proxy.SpreadAsync("/orders/", 6, Token));

        // Its own pod leaves: another one takes the session over.
        proxy.Peers.Set(others);
        await UntilAsync(() => Task.FromResult(proxy.Destinations("orders").All(destination => !destination.Model.Config.Address.Contains($"//{kept}/", StringComparison.Ordinal))));
        Assert.DoesNotContain(mine, await proxy.SpreadAsync("/orders/", 6, Token), StringComparison.Ordinal);
    }

    private static bool Is(DestinationState destination, Pod pod) => destination.Model.Config.Address == $"http://{pod.Peer}/";

    private static DestinationHealth Health(Proxy proxy, Pod pod) => proxy.Destinations("orders").Single(one => Is(one, pod)).Health.Active;
}
