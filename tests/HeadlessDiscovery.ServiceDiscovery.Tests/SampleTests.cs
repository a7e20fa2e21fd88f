using HeadlessDiscovery.Cluster.Tests.Pods;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.ServiceDiscovery.Tests;

/// <summary>The sample as real processes, each on its own loopback address, against a DNS server of this test.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task Processes_call_each_other_by_the_name_of_their_service_and_follow_who_joins_and_leaves()
    {
        using var limit = new Limit(TimeSpan.FromSeconds(100));
        await using var dns = await HeadlessServiceServer.StartAsync("orders-headless", options => options.Ttl = TimeSpan.FromSeconds(1), limit.Token);
        await using var pods = new PodSet("ServiceDiscoveryApp", "127.0.75");
        KeyValuePair<string, string>[] settings =
        [
            new("HeadlessPeers__ServiceName", "orders-headless"),
            new("HeadlessPeers__NameServers__0", dns.NameServer),
            new("HeadlessPeers__ResolvConfPath", dns.ResolvConfPath),
            new("HeadlessPeers__RemovalConfirmations", "1"),
            new("HeadlessPeers__MassRemovalHold", "00:00:00"),
            new("HeadlessPeers__MinRefreshInterval", "00:00:00.100"),
        ];
        var first = pods.Start(1, settings);
        var second = pods.Start(2, settings);
        var third = pods.Start(3, settings);
        foreach (var pod in new[] { first, second, third })
        {
            await pods.AnswersAsync(pod, "/whoami", limit.Token);
        }

        dns.AddPod(first.Address);
        var leaving = dns.AddPod(second.Address);
        await CallsAsync(second.Address);
        dns.AddPod(third.Address);
        await CallsAsync(second.Address, third.Address);
        leaving.Remove();
        await CallsAsync(third.Address);

        // Until so many calls in a row have reached exactly these.
        Task CallsAsync(params string[] expected) => pods.UntilAsync(
            async () =>
            {
                var reached = new HashSet<string>(StringComparer.Ordinal);
                for (var call = 0; call < 2 * expected.Length; call++)
                {
                    using var response = await pods.Http.GetAsync(PodSet.UriOf(first, "/call"), limit.Token);
                    reached.Add(response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync(limit.Token) : $"{response.StatusCode}");
                }

                return reached.SetEquals(expected);
            },
            limit.Token);
    }
}
