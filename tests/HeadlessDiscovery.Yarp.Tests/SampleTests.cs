using HeadlessDiscovery.Cluster.Tests.Pods;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Yarp.Tests;

/// <summary>The sample as real processes, each on its own loopback address, against a DNS server of this test.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task A_proxy_reaches_the_other_processes_and_follows_who_joins_and_leaves()
    {
        using var limit = new Limit(TimeSpan.FromSeconds(100));
        await using var dns = await HeadlessServiceServer.StartAsync("orders-headless", options => options.Ttl = TimeSpan.FromSeconds(1), limit.Token);
        await using var pods = new PodSet("YarpApp", "127.0.76");
        KeyValuePair<string, string>[] settings =
        [
            new("HeadlessPeers__NameServers__0", dns.NameServer),
            new("HeadlessPeers__ResolvConfPath", dns.ResolvConfPath),
            new("HeadlessPeers__RemovalConfirmations", "1"),
            new("HeadlessPeers__MassRemovalHold", "00:00:00"),
            new("HeadlessPeers__MinRefreshInterval", "00:00:00.100"),
        ];
        var proxy = pods.Start(1, settings);
        var second = pods.Start(2, settings);
        var third = pods.Start(3, settings);
        foreach (var pod in new[] { proxy, second, third })
        {
            await pods.AnswersAsync(pod, "/whoami", limit.Token);
        }

        dns.AddPod(proxy.Address);
        var leaving = dns.AddPod(second.Address);
        await ReachesAsync(second.Address);
        dns.AddPod(third.Address);
        await ReachesAsync(second.Address, third.Address);
        leaving.Remove();
        await ReachesAsync(third.Address);

        // Until so many requests in a row have reached exactly these.
        Task ReachesAsync(params string[] expected) => pods.UntilAsync(
            async () =>
            {
                var reached = new HashSet<string>(StringComparer.Ordinal);
                for (var call = 0; call < 2 * expected.Length; call++)
                {
                    using var response = await pods.Http.GetAsync(PodSet.UriOf(proxy, "/orders/whoami"), limit.Token);
                    reached.Add(response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync(limit.Token) : $"{response.StatusCode}");
                }

                return reached.SetEquals(expected);
            },
            limit.Token);
    }
}
