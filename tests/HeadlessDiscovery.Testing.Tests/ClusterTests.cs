using System.Net;
using HeadlessDiscovery.Testing.Tests.Raw;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Testing.Tests;

/// <summary>Pods, services and replicas as they change.</summary>
public sealed class ClusterTests : SafetyNet
{
    private const string Web = "web.default.svc.cluster.local";
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public async Task A_pod_is_in_the_next_answer_while_it_is_ready()
    {
        await using var cluster = await StartAsync();
        var pod = cluster.AddPod("web-0");
        Assert.Equal(["10.244.0.1"], await AddressesAsync(cluster));

        pod.Ready = false;
        Assert.Empty(await AddressesAsync(cluster));
        pod.Ready = true;
        Assert.Single(await AddressesAsync(cluster));
        pod.Terminate();
        Assert.Empty(await AddressesAsync(cluster));

        cluster.PublishNotReadyAddresses = true;
        Assert.Single(await AddressesAsync(cluster));
        pod.Remove();
        pod.Remove();
        Assert.Empty(await AddressesAsync(cluster));
        Assert.Empty(cluster.Service.Pods);
    }

    [Fact]
    public async Task Pods_are_set_all_at_once()
    {
        await using var cluster = await StartAsync();
        cluster.Service.AddPods(3);

        cluster.SetPods("10.1.0.2", "10.1.0.1");

        Assert.Equal(["10.1.0.1", "10.1.0.2"], await AddressesAsync(cluster));
        cluster.SetPods(Enumerable.Range(0, 4000).Select(i => new IPAddress([10, 2, (byte)(i / 256), (byte)i])));
        Assert.Equal(4000, (await cluster.AskTcpAsync(Web, "A", Token)).Texts.Distinct().Count());
        cluster.SetPods();
        Assert.Empty(await AddressesAsync(cluster));
    }

    [Fact]
    public async Task A_pod_takes_one_host_name_and_any_addresses()
    {
        await using var cluster = await StartAsync();

        var pod = cluster.AddPod("10.0.0.1", "web-0", "fd00::1");

        Assert.Equal(("web-0", "10.0.0.1", 2), (pod.HostName, pod.Address.ToString(), pod.Addresses.Count));
        Assert.Equal("web-0 (10.0.0.1 fd00::1)", pod.ToString());
        Assert.Throws<ArgumentException>(() => cluster.AddPod("web-1", "web-2"));
        Assert.Throws<ArgumentException>(() => cluster.AddPod("10.1.1"));
        Assert.Throws<ArgumentException>(() => cluster.AddService("web"));
    }

    [Fact]
    public async Task Five_hundred_automatic_addresses_are_distinct_and_none_ends_in_0_or_255()
    {
        await using var cluster = await StartAsync();
        var addresses = cluster.Service.AddPods(500).Select(p => p.Address.ToString()).ToList();

        Assert.Equal(500, addresses.Distinct().Count());
        Assert.DoesNotContain(addresses, a => a.EndsWith(".0", StringComparison.Ordinal) || a.EndsWith(".255", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_removed_service_is_unknown()
    {
        await using var cluster = await StartAsync();
        var other = cluster.AddService("other.shop");
        other.AddPod();
        Assert.Equal("other.shop.svc.cluster.local.", other.FullName);
        Assert.Single((await cluster.AskAsync(other.FullName, "A", Token)).Answers);

        other.Remove();

        Assert.Equal(3, (await cluster.AskAsync(other.FullName, "A", Token)).Code);
        Assert.Equal(0, (await cluster.AskAsync("shop.svc.cluster.local", "A", Token)).Code);
        cluster.AddNamespace("empty");
        Assert.Equal(0, (await cluster.AskAsync("empty.svc.cluster.local", "A", Token)).Code);
    }

    [Fact]
    public async Task Replicas_disagree_while_one_is_frozen_or_does_not_see_a_pod()
    {
        await using var cluster = await StartAsync(replicas: 2);
        var first = cluster.AddPod("10.0.0.1");
        cluster.Replica(1).Freeze();
        cluster.AddPod("10.0.0.2");

        Assert.Equal(["10.0.0.1", "10.0.0.2"], await AddressesAsync(cluster));
        Assert.Equal(["10.0.0.1"], await AddressesAsync(cluster));

        cluster.Replica(1).Unfreeze();
        cluster.Replica(0).Hide(first);
        Assert.Equal(["10.0.0.2"], await AddressesAsync(cluster));
        Assert.Equal(["10.0.0.1", "10.0.0.2"], await AddressesAsync(cluster));

        cluster.Replica(0).Show();
        Assert.Equal(["10.0.0.1", "10.0.0.2"], await AddressesAsync(cluster));
        Assert.Throws<ArgumentOutOfRangeException>(() => cluster.Replica(2));
    }

    [Fact]
    public async Task Replicas_are_picked_at_random_and_a_seed_repeats_it()
    {
        async Task<string> PicksAsync()
        {
            await using var cluster = await HeadlessServiceServer.StartAsync("web", o => { o.Replicas = 3; o.Seed = 4; }, Token);
            for (var i = 0; i < 30; i++)
            {
                await cluster.AskAsync(Web, "A", Token);
            }

            return string.Concat(cluster.Questions.Select(q => q.Replica));
        }

        var picks = await PicksAsync();
        Assert.Equal(3, picks.Distinct().Count());
        Assert.Equal(picks, await PicksAsync());
    }

    [Fact]
    public async Task A_replica_with_a_lag_sees_each_change_that_much_later()
    {
        await using var cluster = await StartAsync(replicas: 2);
        cluster.AddPod("10.0.0.1");
        cluster.Replica(1).Lag = TimeSpan.FromSeconds(5);
        Assert.Equal(["10.0.0.1"], await BothAsync(cluster));

        cluster.AddPod("10.0.0.2");
        clock.Advance(TimeSpan.FromSeconds(2));
        cluster.Service.Pods[0].Remove();
        cluster.AddPod("10.0.0.3");
        Assert.Equal(["10.0.0.2 10.0.0.3", "10.0.0.1"], await BothAsync(cluster));

        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(["10.0.0.2 10.0.0.3", "10.0.0.1 10.0.0.2"], await BothAsync(cluster));
        clock.Advance(TimeSpan.FromSeconds(2) - TimeSpan.FromTicks(1));
        Assert.Equal(["10.0.0.2 10.0.0.3", "10.0.0.1 10.0.0.2"], await BothAsync(cluster));
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(["10.0.0.2 10.0.0.3"], await BothAsync(cluster));
    }

    [Fact]
    public async Task A_lag_holds_for_the_own_name_and_the_serial_too()
    {
        await using var cluster = await StartAsync();
        var pod = cluster.AddPod("10.0.0.1");
        cluster.Replica(0).Lag = TimeSpan.FromSeconds(5);
        clock.Advance(TimeSpan.FromSeconds(1));
        var before = (await cluster.AskAsync("x." + Web, "A", Token)).Authority[0].Data;

        pod.Remove();

        Assert.Equal(["10.0.0.1"], (await cluster.AskAsync("10-0-0-1." + Web, "A", Token)).Texts);
        Assert.Equal(before, (await cluster.AskAsync("x." + Web, "A", Token)).Authority[0].Data);
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(3, (await cluster.AskAsync("10-0-0-1." + Web, "A", Token)).Code);
        Assert.NotEqual(before, (await cluster.AskAsync("x." + Web, "A", Token)).Authority[0].Data);
    }

    [Fact]
    public async Task A_shorter_lag_brings_changes_forward_and_a_longer_one_takes_none_back()
    {
        await using var cluster = await StartAsync();
        var replica = cluster.Replica(0);
        replica.Lag = TimeSpan.FromSeconds(10);
        cluster.AddPod("10.0.0.1");
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Empty(await AddressesAsync(cluster));

        replica.Lag = TimeSpan.FromSeconds(4);
        replica.Lag = TimeSpan.FromHours(1);
        Assert.Equal(["10.0.0.1"], await AddressesAsync(cluster));

        cluster.AddPod("10.0.0.2");
        Assert.Equal(["10.0.0.1"], await AddressesAsync(cluster));
        replica.Lag = TimeSpan.Zero;
        Assert.Equal(["10.0.0.1", "10.0.0.2"], await AddressesAsync(cluster));
        Assert.Equal(TimeSpan.Zero, replica.Lag);
        Assert.Throws<ArgumentOutOfRangeException>(() => replica.Lag = TimeSpan.FromTicks(-1));
    }

    [Fact]
    public async Task A_frozen_replica_with_a_lag_first_sees_what_was_due_meanwhile()
    {
        await using var cluster = await StartAsync();
        var replica = cluster.Replica(0);
        replica.Lag = TimeSpan.FromSeconds(5);
        cluster.AddPod("10.0.0.1");
        replica.Freeze();
        clock.Advance(TimeSpan.FromSeconds(5));
        cluster.AddPod("10.0.0.2");
        Assert.Empty(await AddressesAsync(cluster));

        replica.Unfreeze();

        Assert.Equal(["10.0.0.1"], await AddressesAsync(cluster));
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["10.0.0.1", "10.0.0.2"], await AddressesAsync(cluster));
    }

    [Fact]
    public async Task A_replica_with_a_lag_loses_a_hidden_pod_that_much_later()
    {
        await using var cluster = await StartAsync();
        var pod = cluster.AddPod("10.0.0.1");
        cluster.Replica(0).Lag = TimeSpan.FromSeconds(5);

        cluster.Replica(0).Hide(pod);
        Assert.Single(await AddressesAsync(cluster));
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty(await AddressesAsync(cluster));
    }

    // What the replicas answer, one after the other; alike ones once.
    private async Task<IEnumerable<string>> BothAsync(HeadlessServiceServer cluster) =>
        new[] { string.Join(' ', await AddressesAsync(cluster)), string.Join(' ', await AddressesAsync(cluster)) }.Distinct();

    private async Task<IEnumerable<string>> AddressesAsync(HeadlessServiceServer cluster) => (await cluster.AskAsync(Web, "A", Token)).Texts.Order();

    private async Task<HeadlessServiceServer> StartAsync(int replicas = 1) =>
        await HeadlessServiceServer.StartAsync("web", o => { o.Replicas = replicas; o.RotateReplicas = true; o.TimeProvider = clock; }, Token);
}
