using HeadlessDiscovery.Testing.Tests.Raw;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Testing.Tests;

/// <summary>Caches in front of the cluster, by what a client gets.</summary>
public sealed class ClusterCacheTests : SafetyNet
{
    private const string Web = "web.default.svc.cluster.local";
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public async Task An_answer_counts_down_in_one_order_and_is_then_a_new_one()
    {
        await using var cluster = await StartAsync(new ClusterCache());
        var fresh = await AskAsync(cluster);
        cluster.SetPods("10.0.0.1");

        clock.Advance(TimeSpan.FromSeconds(29));
        var old = await AskAsync(cluster);
        clock.Advance(TimeSpan.FromSeconds(1));
        var renewed = await AskAsync(cluster);

        Assert.Equal((30u, 1u, 30u), (Ttl(fresh), Ttl(old), Ttl(renewed)));
        Assert.Equal(fresh.Texts, old.Texts);
        Assert.Equal(["10.0.0.1"], renewed.Texts);
    }

    [Fact]
    public async Task Keepttl_repeats_one_answer_with_its_full_ttl_until_it_expires()
    {
        await using var cluster = await StartAsync(new ClusterCache { KeepsTtl = true });
        var fresh = await AskAsync(cluster);

        clock.Advance(TimeSpan.FromSeconds(29));
        var old = await AskAsync(cluster);
        clock.Advance(TimeSpan.FromSeconds(1));
        var renewed = await AskAsync(cluster);

        Assert.Equal((30u, 30u), (Ttl(old), Ttl(renewed)));
        Assert.Equal(fresh.Texts, old.Texts);
        Assert.NotEqual(fresh.Texts, renewed.Texts);
        Assert.Equal(fresh.Texts.Order(), renewed.Texts.Order());
    }

    [Fact]
    public async Task A_shuffling_cache_gives_the_same_answer_in_another_order()
    {
        await using var cluster = await StartAsync(new ClusterCache { Shuffles = true });
        var fresh = await AskAsync(cluster);
        cluster.SetPods("10.0.0.1");

        var old = await AskAsync(cluster);

        Assert.NotEqual(fresh.Texts, old.Texts);
        Assert.Equal(fresh.Texts.Order(), old.Texts.Order());
    }

    [Fact]
    public async Task Each_name_and_type_is_cached_by_itself()
    {
        await using var cluster = await StartAsync(new ClusterCache());
        cluster.SetPods("10.0.0.1", "10.0.0.2");
        await AskAsync(cluster);

        cluster.SetPods("10.0.0.1");

        Assert.Equal(2, (await AskAsync(cluster)).Answers.Count);
        Assert.Equal(3, (await cluster.AskAsync("10-0-0-2." + Web, "A", Token)).Code);
        Assert.Equal(["10.0.0.1"], (await cluster.AskAsync("10-0-0-1." + Web, "A", Token)).Texts);
        Assert.Single((await cluster.AskAsync(Web, "SRV", Token)).Answers);
    }

    [Fact]
    public async Task A_denial_is_cached_for_a_time_of_its_own_which_its_soa_shows()
    {
        await using var cluster = await StartAsync(new ClusterCache());
        cluster.SetPods();

        var first = await AskAsync(cluster);
        cluster.AddPod();
        clock.Advance(TimeSpan.FromSeconds(4));
        var cached = await AskAsync(cluster);
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((3, 5u), (first.Code, first.Authority[0].Ttl));
        Assert.EndsWith("minimum 30", first.Authority[0].Text, StringComparison.Ordinal);
        Assert.Equal((3, 1u), (cached.Code, cached.Authority[0].Ttl));
        Assert.Single((await AskAsync(cluster)).Answers);
    }

    [Fact]
    public async Task The_time_of_denials_can_be_set_and_zero_caches_none()
    {
        var cache = new ClusterCache { DenialTtl = TimeSpan.FromSeconds(20) };
        await using var cluster = await StartAsync(cache);
        cluster.SetPods();
        await AskAsync(cluster);
        var pod = cluster.AddPod();
        clock.Advance(TimeSpan.FromSeconds(19));
        Assert.Equal(3, (await AskAsync(cluster)).Code);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, (await AskAsync(cluster)).Code);

        cache.DenialTtl = TimeSpan.Zero;
        cache.Clear();
        pod.Remove();
        Assert.Equal((3, 0u), ((await AskAsync(cluster)).Code, (await AskAsync(cluster)).Authority[0].Ttl));
        cluster.AddPod();
        Assert.Equal(0, (await AskAsync(cluster)).Code);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(0)]
    public async Task An_expired_answer_is_served_with_one_ttl_whatever_has_changed(int ttl)
    {
        var cache = new ClusterCache { ExpiredTtl = TimeSpan.FromSeconds(ttl), RenewsExpired = false };
        await using var cluster = await StartAsync(cache);
        cluster.SetPods("10.0.0.1", "10.0.0.2", "10.0.0.3");
        var fresh = await AskAsync(cluster);
        cluster.SetPods("10.0.0.3", "10.0.0.4");

        clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(10u, Ttl(await AskAsync(cluster)));
        for (var i = 0; i < 3; i++)
        {
            clock.Advance(TimeSpan.FromMinutes(10));
            var old = await AskAsync(cluster);
            Assert.Equal(fresh.Texts, old.Texts);
            NonEmpty.All(old.Answers, r => Assert.Equal((uint)ttl, r.Ttl));
            Assert.True(old.Aa);
        }

        // What nobody asked for before still comes from the cluster.
        Assert.Equal(3, (await cluster.AskAsync("10-0-0-1." + Web, "A", Token)).Code);

        cluster.SetPods();
        Assert.Equal(3, (await AskAsync(cluster)).Answers.Count);
        cache.ExpiredTtl = null;
        Assert.Equal(3, (await AskAsync(cluster)).Code);
    }

    [Fact]
    public async Task An_expired_answer_is_renewed_behind_the_one_that_is_served()
    {
        await using var cluster = await StartAsync(new ClusterCache { ExpiredTtl = TimeSpan.Zero });
        cluster.SetPods("10.0.0.1");
        await AskAsync(cluster);
        cluster.SetPods("10.0.0.2");
        clock.Advance(TimeSpan.FromSeconds(30));

        var expired = await AskAsync(cluster);
        cluster.SetPods("10.0.0.3");
        clock.Advance(TimeSpan.FromSeconds(10));
        var renewed = await AskAsync(cluster);

        Assert.Equal(("10.0.0.1", 0u), (expired.Texts.Single(), Ttl(expired)));
        Assert.Equal(("10.0.0.2", 20u), (renewed.Texts.Single(), Ttl(renewed)));
    }

    [Fact]
    public async Task A_denial_is_never_served_once_it_expired()
    {
        await using var cluster = await StartAsync(new ClusterCache { ExpiredTtl = TimeSpan.Zero, RenewsExpired = false });
        cluster.SetPods();
        Assert.Equal(3, (await AskAsync(cluster)).Code);
        cluster.AddPod();
        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(0, (await AskAsync(cluster)).Code);
    }

    [Fact]
    public async Task One_servfail_is_cached_for_its_name_and_type()
    {
        await using var cluster = await StartAsync(new ClusterCache { FailureTtl = TimeSpan.FromSeconds(60) });
        cluster.Faults.ServFail().Times(1);

        Assert.Equal(2, (await AskAsync(cluster)).Code);
        Assert.Equal(0, (await cluster.AskAsync(Web, "AAAA", Token)).Code);
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(2, (await AskAsync(cluster)).Code);
        Assert.Equal(("ServFail", 2), (cluster.Questions.Last().Fault, cluster.Questions.Last().ResponseCode));

        cluster.SetPods("10.0.0.1");
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["10.0.0.1"], (await AskAsync(cluster)).Texts);
        Assert.Null(cluster.Questions.Last().Fault);
    }

    [Fact]
    public async Task Without_a_time_for_failures_none_is_cached()
    {
        await using var cluster = await StartAsync(new ClusterCache());
        cluster.Faults.ServFail().Times(1);

        Assert.Equal(2, (await AskAsync(cluster)).Code);
        Assert.Equal(0, (await AskAsync(cluster)).Code);
    }

    [Fact]
    public async Task A_replica_has_a_cache_of_its_own_and_the_one_in_front_adds_to_it()
    {
        await using var cluster = await StartAsync(null, replicas: 2);
        cluster.SetPods("10.0.0.1");
        cluster.Replica(1).Cache = new ClusterCache();
        await AskAsync(cluster);
        await AskAsync(cluster);
        cluster.SetPods("10.0.0.2");

        Assert.Equal(["10.0.0.2"], (await AskAsync(cluster)).Texts);
        Assert.Equal(["10.0.0.1"], (await AskAsync(cluster)).Texts);

        // The one in front gets an answer of 29 s of age, and has it for the second that is left.
        clock.Advance(TimeSpan.FromSeconds(29));
        await AskAsync(cluster);
        cluster.Cache = new ClusterCache();
        Assert.Equal(("10.0.0.1", 1u), ((await AskAsync(cluster)).Texts.Single(), Ttl(await AskAsync(cluster))));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["10.0.0.2"], (await AskAsync(cluster)).Texts);
    }

    [Fact]
    public async Task A_least_time_makes_two_caches_in_a_row_add_up()
    {
        await using var cluster = await StartAsync(null);
        cluster.SetPods("10.0.0.1");
        cluster.Replica(0).Cache = new ClusterCache();
        await AskAsync(cluster);
        cluster.SetPods("10.0.0.2");
        clock.Advance(TimeSpan.FromSeconds(29));

        cluster.Cache = new ClusterCache { MinTtl = TimeSpan.FromSeconds(5) };
        Assert.Equal(("10.0.0.1", 5u), ((await AskAsync(cluster)).Texts.Single(), Ttl(await AskAsync(cluster))));
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(("10.0.0.1", 1u), ((await AskAsync(cluster)).Texts.Single(), Ttl(await AskAsync(cluster))));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(("10.0.0.2", 30u), ((await AskAsync(cluster)).Texts.Single(), Ttl(await AskAsync(cluster))));
    }

    [Fact]
    public async Task What_is_truncated_over_tcp_is_not_cached_in_front_and_each_part_is_another_one()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("web", o => { o.MaxTcpSize = 1000; o.Seed = 3; o.TimeProvider = clock; }, Token);
        cluster.Cache = new ClusterCache();
        cluster.Service.AddPods(100);

        var first = await cluster.AskTcpAsync(Web, "A", Token);
        var second = await cluster.AskTcpAsync(Web, "A", Token);
        Assert.True(first.Tc && second.Tc);
        Assert.NotEqual(first.Texts.Order(), second.Texts.Order());

        // What fits over TCP is cached, and cut over UDP to the same part each time.
        cluster.Service.SetPods(cluster.Service.Pods.Take(50).Select(p => p.Address));
        var udp = await cluster.AskAsync(Web, "A", Token);
        Assert.True(udp.Tc);
        Assert.Equal(udp.Texts, (await cluster.AskAsync(Web, "A", Token)).Texts);
        Assert.Equal(50, (await cluster.AskTcpAsync(Web, "A", Token)).Answers.Count);
    }

    [Fact]
    public void No_time_is_negative()
    {
        var cache = new ClusterCache();

        Assert.Throws<ArgumentOutOfRangeException>(() => cache.MinTtl = TimeSpan.FromTicks(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => cache.DenialTtl = TimeSpan.FromTicks(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => cache.FailureTtl = TimeSpan.FromTicks(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => cache.ExpiredTtl = TimeSpan.FromTicks(-1));
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.Zero, null, true), (cache.DenialTtl, cache.FailureTtl, cache.ExpiredTtl, cache.RenewsExpired));
    }

    private static uint Ttl(RawAnswer answer) => Assert.Single(answer.Answers.Select(r => r.Ttl).Distinct());

    private Task<RawAnswer> AskAsync(HeadlessServiceServer cluster) => cluster.AskAsync(Web, "A", Token, edns: 4096);

    private async Task<HeadlessServiceServer> StartAsync(ClusterCache? cache, int replicas = 1)
    {
        var cluster = await HeadlessServiceServer.StartAsync("web", o =>
        {
            o.Ttl = TimeSpan.FromSeconds(30);
            o.Seed = 3;
            o.Replicas = replicas;
            o.RotateReplicas = true;
            o.TimeProvider = clock;
        }, Token);
        cluster.Cache = cache;
        cluster.Service.AddPods(20);
        return cluster;
    }
}
