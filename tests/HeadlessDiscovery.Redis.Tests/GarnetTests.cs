using System.Net;
using Garnet;
using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tests;
using StackExchange.Redis;

namespace HeadlessDiscovery.Redis.Tests;

/// <summary>Nodes of Garnet, which serve in this process, and one multiplexer that knows them by their peers.</summary>
public sealed class GarnetTests() : TestDeadline(TimeSpan.FromMinutes(3))
{
    private readonly IPEndPoint first = RedisServer.FreeEndPoint("127.0.88.1");

    [Fact]
    public async Task One_multiplexer_follows_a_Garnet_node_to_a_new_address()
    {
        using var peers = new FakePeerResolver("garnet").Set("127.0.88.1");
        await using var redis = await StartAndWriteAsync(peers);

        // It comes back elsewhere, as a pod does that is made anew.
        using var two = Start(2);
        peers.Set("127.0.88.2");
        await SetAsync(redis, "after");
        await using var direct = await ConnectionMultiplexer.ConnectAsync($"127.0.88.2:{first.Port}");
        Assert.Equal("after", await direct.GetDatabase().StringGetAsync("key"));
    }

    private async Task<ConnectionMultiplexer> StartAndWriteAsync(FakePeerResolver peers)
    {
        using var one = Start(1);
        var redis = await ConnectionMultiplexer.ConnectAsync(new ConfigurationOptions().UseHeadlessNodes(peers, nodes: 3, port: first.Port));
        Assert.True(await redis.GetDatabase().StringSetAsync("key", "before"));
        return redis;
    }

    private async Task SetAsync(ConnectionMultiplexer redis, string value)
    {
        while (true)
        {
            try
            {
                await redis.GetDatabase().StringSetAsync("key", value);
                return;
            }
            catch (Exception failure) when (failure is RedisException or TimeoutException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), Token);
            }
        }
    }

    private GarnetServer Start(int number)
    {
        var server = new GarnetServer(["--bind", $"127.0.88.{number}", "--port", $"{first.Port}", "--protected-mode", "false", "--memory", "64m", "--index", "1m"]);
        server.Start();
        return server;
    }
}
