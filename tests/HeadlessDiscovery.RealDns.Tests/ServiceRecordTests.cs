using System.Diagnostics;
using HeadlessDiscovery.RealDns.Tests.Servers;
using HeadlessDiscovery.RealDns.Tests.Zones;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>SRV records: ports and host names.</summary>
public sealed class ServiceRecordTests(RealServers servers) : Deadline
{
    public static MatrixTheoryData<Authority, Cache> All => Ways.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_port_name_gives_ports_and_host_names(Authority authority, Cache cache)
    {
        var cluster = await servers.ClusterAsync(authority, cache);
        await using var resolver = cluster.Resolver("web", options => options.PortName = "http");
        var snapshot = await resolver.GetPeersAsync(Token);
        Assert.Equal(["10.244.0.1:8080", "10.244.0.2:8080", "10.244.0.3:8080"], snapshot.Select(peer => peer.ToString()));
        Assert.Equal("web-0.web.default.svc.cluster.local", snapshot[0].HostName);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_hundred_ports_are_found_with_or_without_glue(Authority authority, Cache cache)
    {
        var cluster = await servers.ClusterAsync(authority, cache);
        await using var resolver = cluster.Resolver("ports", options => options.PortName = "peer");
        var snapshot = await resolver.GetPeersAsync(Token);
        Assert.Equal(Enumerable.Range(0, 100).Select(index => $"{Pods.Address(index)}:7000").ToHashSet(), snapshot.Select(peer => peer.ToString()).ToHashSet());
        NonEmpty.All(snapshot, peer => Assert.NotNull(peer.HostName));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Both_addresses_of_each_pod_are_found_however_much_glue_fits(Authority authority, Cache cache)
    {
        var cluster = await servers.ClusterAsync(authority, cache);
        foreach (var size in ClusterZone.TwinSizes)
        {
            await using var resolver = cluster.Unhedged(ClusterZone.Twins(size), options => (options.PortName, options.Family) = ("peer", PeerFamily.Both));
            var explanation = await resolver.ExplainAsync(Token);
            Assert.Equal((LookupOutcome.Found, 2 * size), (explanation.Outcome, explanation.Peers.Length));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_port_name_that_does_not_exist_is_Unknown_and_not_empty(Authority authority, Cache cache)
    {
        var cluster = await servers.ClusterAsync(authority, cache);
        await using var resolver = cluster.Resolver("web", options => options.PortName = "htpp");
        var explanation = await resolver.ExplainAsync(Token);
        Assert.Equal((LookupOutcome.Unknown, LookupReason.Unverified), (explanation.Outcome, explanation.Reason));
        Assert.Contains(explanation.Notes, note => note.Contains("no port named 'htpp'", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_pod_with_a_port_comes_and_goes(Authority authority, Cache cache)
    {
        var cluster = await servers.ClusterAsync(authority, cache);
        var service = Ways.Service("ported", cache);
        var pods = Pods.WithPort(service, "http", 8080, 4, ttl: 1).ToList();
        var last = pods[^3..];
        await cluster.AddAsync(pods[..^3], Token);
        await using var resolver = cluster.Resolver(service, options => options.PortName = "http");
        await resolver.UntilAsync(snapshot => snapshot.Count == 3, Token);
        await cluster.AddAsync(last, Token);
        var four = await resolver.UntilAsync(snapshot => snapshot.Count == 4, Token);
        Assert.Equal("10.244.0.4:8080", four[3].ToString());
        await cluster.RemoveAsync(last, Token);
        await resolver.UntilAsync(snapshot => snapshot.Count == 3, Token);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_host_that_leaves_the_service_and_keeps_its_name_is_removed_as_soon_as_a_pod(Authority authority, Cache cache)
    {
        var cluster = await servers.ClusterAsync(authority, cache);
        var service = Ways.Service("hosted", cache);
        var hosts = Enumerable.Range(0, 4).Select(index => ($"host-{index}.{service}.{ClusterZone.Name}", Pods.Address(index))).ToArray();
        var records = hosts.Select(host => ZoneRecord.Srv($"_peer._tcp.{Pods.Fqdn(service)}", 1, 7000, host.Item1)).ToArray();
        await cluster.AddAsync(hosts.Select(host => ZoneRecord.A(host.Item1, 1, host.Item2)).Concat(records), Token);
        await using var resolver = cluster.Resolver(service, options => options.PortName = "peer");
        await resolver.UntilAsync(snapshot => snapshot.Count == 4, Token);

        await cluster.RemoveAsync(records[3..], Token);
        var removed = Stopwatch.GetTimestamp();
        await resolver.UntilAsync(snapshot => snapshot.Count == 3, Token);

        // Three seconds at most, behind a cache; while its name was a reason to wait, half a minute.
        Assert.InRange(Stopwatch.GetElapsedTime(removed), TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }
}
