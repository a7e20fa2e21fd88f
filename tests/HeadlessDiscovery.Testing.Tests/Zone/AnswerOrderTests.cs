using HeadlessDiscovery.Testing.Tests.Raw;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Testing.Tests.Zone;

public sealed class AnswerOrderTests : SafetyNet
{
    private const string Web = "web.default.svc.cluster.local";

    [Fact]
    public async Task The_order_changes_and_a_seed_repeats_it()
    {
        var first = await OrdersAsync(seed: 7);
        var again = await OrdersAsync(seed: 7);
        var other = await OrdersAsync(seed: 8);

        Assert.True(first.Distinct().Count() > 1);
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task Truncated_answers_are_another_subset_every_time()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("web", o => o.Seed = 1, Token);
        cluster.Service.AddPods(200);

        var first = await cluster.AskAsync(Web, "A", Token);
        var second = await cluster.AskAsync(Web, "A", Token);

        Assert.True(first.Tc && second.Tc);
        Assert.NotEqual(first.Texts.Order(), second.Texts.Order());
    }

    [Fact]
    public async Task A_cache_in_front_counts_down_and_keeps_the_order()
    {
        var clock = new FakeTimeProvider();
        await using var cluster = await HeadlessServiceServer.StartAsync("web", o => { o.CountDownCache = true; o.Ttl = TimeSpan.FromSeconds(30); o.TimeProvider = clock; }, Token);
        cluster.Service.AddPods(20);

        var fresh = await cluster.AskAsync(Web, "A", Token);
        cluster.Service.AddPod();
        clock.Advance(TimeSpan.FromSeconds(29));
        var old = await cluster.AskAsync("WEB.default.svc.cluster.local", "A", Token);
        clock.Advance(TimeSpan.FromSeconds(1));
        var renewed = await cluster.AskAsync(Web, "A", Token);

        Assert.Equal(fresh.Texts, old.Texts);
        NonEmpty.All(old.Answers, r => Assert.Equal((1u, "WEB.default.svc.cluster.local"), (r.Ttl, r.Owner)));
        Assert.Equal(21, renewed.Answers.Count);
        NonEmpty.All(renewed.Answers, r => Assert.Equal(30u, r.Ttl));
    }

    private async Task<List<string>> OrdersAsync(int seed)
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("web", o => o.Seed = seed, Token);
        cluster.Service.AddPods(10);
        List<string> orders = [];
        for (var i = 0; i < 5; i++)
        {
            orders.Add(string.Join(' ', (await cluster.AskAsync(Web, "A", Token)).Texts));
        }

        return orders;
    }
}
