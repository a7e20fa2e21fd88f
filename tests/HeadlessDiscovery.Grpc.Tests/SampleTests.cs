using System.Net;
using System.Net.Http.Json;
using HeadlessDiscovery.Cluster.Tests.Pods;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Grpc.Tests;

/// <summary>The sample as real processes, each on its own loopback address, against a DNS server of this test.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task A_pod_calls_the_others_in_turn_and_all_of_them_and_follows_who_joins_leaves_and_dies()
    {
        using var limit = new Limit(TimeSpan.FromSeconds(240));
        await using var dns = await HeadlessServiceServer.StartAsync("orders-headless", options => options.Ttl = TimeSpan.FromSeconds(1), limit.Token);
        await using var pods = new PodSet("GrpcApp", "127.0.42");
        (pods.Http.DefaultRequestVersion, pods.Http.DefaultVersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
        var started = await pods.StartAsync(
            3,
            [
                new("HeadlessPeers__ServiceName", "orders-headless"),
                .. QuickPeers.Settings(dns),
                new("PeerGrpcClient__PerPeerTimeout", "00:00:50"),
                new("PeerGrpcClient__ConnectTimeout", "00:00:50"),
            ],
            limit.Token);
        var (caller, second, third) = (started[0], started[1], started[2]);

        dns.AddPod(caller.Address);
        var leaving = dns.AddPod(second.Address);
        await ReachesAsync(second.Address);
        dns.AddPod(third.Address);
        await ReachesAsync(second.Address, third.Address);
        leaving.Remove();
        await ReachesAsync(third.Address);

        // A pod that dies stays in DNS for a while: its reply fails, and the calls in turn go to the others.
        dns.AddPod(second.Address);
        await ReachesAsync(second.Address, third.Address);
        await third.KillAsync();
        await pods.UntilAsync(async () => (await LoadAsync())[third.Authority] == "Failed", limit.Token);
        Assert.EndsWith(" s", (await LoadAsync())[second.Authority], StringComparison.Ordinal);
        await InTurnAsync(second.Address);

        // Until calls of all four kinds have reached exactly these.
        async Task ReachesAsync(params string[] expected)
        {
            await InTurnAsync(expected);
            await pods.UntilAsync(
                async () => (await LoadAsync()).Keys.SequenceEqual(expected.Select(address => $"{address}:{pods.Port}"), StringComparer.Ordinal),
                limit.Token);
            var followed = await pods.ReadAsync<Seen[]>(caller, "/follow-everywhere/7", limit.Token);
            Assert.Equal(
                expected.SelectMany(address => Seen.States.Select(state => new Seen(state, address))).Order(),
                followed.Order());
        }

        Task InTurnAsync(params string[] expected) => pods.UntilAsync(
            async () =>
            {
                var found = new HashSet<string>(StringComparer.Ordinal);
                for (var call = 0; call < 2 * expected.Length; call++)
                {
                    found.Add((await GetAsync<Seen>("/find/7"))?.Pod ?? "failed");
                }

                // Not in the loop above: of two pods, one would have each find and the other each stream.
                var followed = new HashSet<string>(StringComparer.Ordinal);
                for (var call = 0; call < 2 * expected.Length; call++)
                {
                    var stream = await GetAsync<Seen[]>("/follow/7");
                    followed.Add(stream is null ? "failed" : Assert.Single(stream.Select(order => order.Pod).Distinct()));
                    Assert.True(stream is null || stream.Select(order => order.State).SequenceEqual(Seen.States), string.Join<Seen>(' ', stream ?? []));
                }

                return found.SetEquals(expected) && followed.SetEquals(expected);
            },
            limit.Token);

        Task<Dictionary<string, string>> LoadAsync() => pods.ReadAsync<Dictionary<string, string>>(caller, "/load", limit.Token);

        // Null where the caller answers with an error, as while its channel still learns of a change.
        async Task<T?> GetAsync<T>(string path)
        {
            using var response = await pods.Http.GetAsync(PodSet.UriOf(caller, path), limit.Token);
            return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<T>(limit.Token) : default;
        }
    }

    private sealed record Seen(string State, string Pod) : IComparable<Seen>
    {
        public static string[] States { get; } = ["placed", "packed", "sent"];

        public int CompareTo(Seen? other) => string.CompareOrdinal($"{Pod} {State}", $"{other?.Pod} {other?.State}");
    }
}
