using HeadlessDiscovery.Cluster.Tests.Pods;
using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tests;

namespace HeadlessDiscovery.Orleans.Tests;

/// <summary>Silos over Redis and a client that knows them by DNS only, as processes.</summary>
public sealed class GatewayTests() : TestDeadline(TimeSpan.FromMinutes(4))
{
    private const int Client = 9;
    private readonly PodSet pods = new("OrleansApp", "127.0.81");

    [Fact]
    public async Task A_client_goes_on_without_a_failed_call_when_silos_are_replaced()
    {
        await using var redis = await RedisServer.StartAsync(RedisServer.FreeEndPoint("127.0.0.1"), Token);
        await using var dns = await HeadlessServiceServer.StartAsync("silos-headless", options => options.Ttl = TimeSpan.FromSeconds(1), Token);
        await using var ending = pods;

        // It starts before anybody is there, and connects once the silos are.
        var client = pods.Start(Client, Settings(redis, dns));
        var silos = new Dictionary<int, PodProcess>();
        foreach (var number in new[] { 1, 2, 3 })
        {
            silos[number] = await StartSiloAsync(number);
        }

        dns.SetPods(Addresses(1, 2, 3));
        await pods.AnswersAsync(client, "/ready", Token);
        await CallsReachAsync(1, 2, 3);

        // One is killed, and replaced by one with another address. Once both are done and seen, no call fails.
        await silos[1].KillAsync();
        await StartSiloAsync(4);
        dns.SetPods(Addresses(2, 3, 4));
        await CallsReachAsync(2, 3, 4);

        // The others go as pods do; the new gateway alone carries the calls.
        dns.SetPods(Addresses(4));
        await CallAsync();
        foreach (var number in new[] { 2, 3 })
        {
            silos[number].Terminate();
            await silos[number].WaitForExitAsync(Token);
        }

        await CallsReachAsync(4);

        async Task<PodProcess> StartSiloAsync(int number)
        {
            var silo = pods.Start(number, Settings(redis, dns).Append(new("Silo", "true")));
            await pods.AnswersAsync(silo, "/ready", Token);
            return silo;
        }

        string[] Addresses(params int[] numbers) => [.. numbers.Select(pods.AddressOf)];

        Task<Calls> CallAsync() => pods.ReadAsync<Calls>(client, "/call/60", Token);

        // Until the calls reach exactly these silos; then none of many fails.
        async Task CallsReachAsync(params int[] numbers)
        {
            var expected = Addresses(numbers).ToHashSet();
            await pods.UntilAsync(async () => await CallAsync() is { Errors: [] } calls && expected.SetEquals(calls.Silos), Token);
            for (var round = 0; round < 10; round++)
            {
                Assert.Empty((await CallAsync()).Errors);
            }
        }
    }

    private KeyValuePair<string, string>[] Settings(RedisServer redis, HeadlessServiceServer dns) =>
    [
        new("HeadlessPeers__NameServers__0", dns.NameServer),
        new("HeadlessPeers__ResolvConfPath", dns.ResolvConfPath),
        new("HeadlessPeers__MassRemovalHold", "00:00:02"),
        new("Redis", $"{redis.EndPoint}"),
        new("Orleans__ClusterId", "test"),
        new("Orleans__ServiceId", "test"),
        new("Membership__ProbeTimeout", "00:00:01"),
        new("Membership__NumMissedProbesLimit", "2"),
        new("Membership__TableRefreshTimeout", "00:00:02"),
    ];

    internal sealed record Calls(string[] Silos, string[] Errors);
}
