using System.Net;
using HeadlessDiscovery.Cluster.Tests.Pods;
using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace HeadlessDiscovery.Redis.Tests;

/// <summary>Real servers that come and go, and an application that knows them by DNS.</summary>
public sealed class NodesTests() : TestDeadline(TimeSpan.FromMinutes(3))
{
    private readonly IPEndPoint first = RedisServer.FreeEndPoint("127.0.82.1");

    [Fact]
    public async Task One_multiplexer_follows_all_nodes_to_new_addresses()
    {
        await using var dns = await HeadlessServiceServer.StartAsync("redis-headless", options => options.Ttl = TimeSpan.FromSeconds(1), Token);
        await using var pods = new PodSet("RedisApp", "127.0.83");
        await using var one = await StartAsync(1);
        await using var two = await StartAsync(2);
        await ReplicateAsync(two, one);
        dns.SetPods("127.0.82.1", "127.0.82.2");
        var app = pods.Start(
            1,
            new("HeadlessPeers__NameServers__0", dns.NameServer),
            new("HeadlessPeers__ResolvConfPath", dns.ResolvConfPath),
            new("HeadlessPeers__MassRemovalHold", "00:00:02"),
            new("Redis__Port", $"{first.Port}"));
        await pods.AnswersAsync(app, "/ready", Token);
        await SetAsync("before");
        await NodesAsync("primary", "replica");

        // Both come back elsewhere, as pods do that are made anew, and with them a third.
        await using var three = await StartAsync(3);
        await using var four = await StartAsync(4);
        await using var five = await StartAsync(5);
        await ReplicateAsync(three, four);
        await ReplicateAsync(five, four);
        await one.DisposeAsync();
        await two.DisposeAsync();
        dns.SetPods("127.0.82.3", "127.0.82.4", "127.0.82.5");
        await SetAsync("after");
        await NodesAsync("primary", "replica", "replica");
        Assert.Equal("$5", await four.SendAsync("GET key", Token));

        Task SetAsync(string value) => pods.UntilAsync(
            async () =>
            {
                try
                {
                    return await pods.GetAsync(app, $"/set/{value}", Token) == "true" && await pods.GetAsync(app, "/get", Token) == value;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            Token);

        Task NodesAsync(params string[] roles) =>
            pods.UntilAsync(async () => roles.SequenceEqual((await pods.ReadAsync<string[]>(app, "/nodes", Token)).Order()), Token);
    }

    [Fact]
    public async Task It_works_in_an_application_with_Aspires_service_defaults()
    {
        await using var one = await StartAsync(1);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.AddServiceDefaults();
        builder.Services.AddHeadlessPeers("redis").AddFakeHeadlessPeers("redis", fake => fake.Set("127.0.82.1"));
        builder.Services.AddSingleton<IConnectionMultiplexer>(services => ConnectionMultiplexer.Connect(
            new ConfigurationOptions().UseHeadlessNodes(services.GetRequiredKeyedService<IPeerResolver>("redis"), nodes: 1, port: first.Port)));
        using var host = builder.Build();
        var redis = host.Services.GetRequiredService<IConnectionMultiplexer>();
        Assert.True(await redis.GetDatabase().StringSetAsync("key", "value"));
    }

    private Task<RedisServer> StartAsync(int number) => RedisServer.StartAsync(new IPEndPoint(IPAddress.Parse($"127.0.82.{number}"), first.Port), Token);

    private async Task ReplicateAsync(RedisServer replica, RedisServer primary) =>
        Assert.Equal("+OK", await replica.SendAsync($"REPLICAOF {primary.EndPoint.Address} {primary.EndPoint.Port}", Token));
}
