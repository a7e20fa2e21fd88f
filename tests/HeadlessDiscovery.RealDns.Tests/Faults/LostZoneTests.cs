using HeadlessDiscovery.RealDns.Tests.Queries;
using HeadlessDiscovery.RealDns.Tests.Servers;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>dnsmasq resorts to a public resolver while the cluster's name server fails, and passes on its NXDOMAIN with the SOA of the root.</summary>
public sealed class LostZoneTests : Deadline
{
    [Fact]
    public async Task A_forwarder_that_resorts_to_a_public_resolver_removes_no_peer_and_scale_to_zero_is_seen_afterwards()
    {
        Installed.RequirePrograms(Installed.Bind, Installed.Dnsmasq);
        await using var cluster = await HeadlessServiceServer.StartAsync("resorted", options => options.Ttl = TimeSpan.FromSeconds(1), Token);
        cluster.SetPods("10.244.0.1", "10.244.0.2", "10.244.0.3");
        await using var root = await RealServers.StartAsync(new RootServer());
        await using var forwarder = await RealServers.StartAsync(new DnsmasqServer(cluster.EndPoint, Datagram.Usual, fallback: root.EndPoint));

        // A mass removal is over after two denials and a second.
        await using var resolver = new PeerResolver("resorted", options =>
        {
            Cluster.AskedBy(options, [forwarder.EndPoint]);
            options.MaxRefreshInterval = TimeSpan.FromSeconds(1);
            options.RemovalConfirmations = 2;
            options.MassRemovalHold = TimeSpan.FromSeconds(1);
        });
        var story = new Story(resolver);
        await resolver.UntilAsync(snapshot => snapshot.Count == 3, Token);
        using (cluster.Faults.ServFail())
        {
            await resolver.UntilAsync(snapshot => snapshot.IsStale && snapshot.LastReason == LookupReason.Unverified, Token);
            Assert.Contains(resolver.LastLookup()!.Asked, query => query is { Result: "nxdomain", ResponseCode: RawAnswer.NxDomain });
            var before = resolver.GetCurrentStatistics().Lookups;
            while (resolver.GetCurrentStatistics().Lookups < before + 5)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), Token);
            }

            Assert.Equal((3, true), (resolver.Current.Count, resolver.Current.IsStale));
            Assert.Empty(resolver.Current.Held);
        }

        await resolver.UntilAsync(snapshot => !snapshot.IsStale, Token);
        Assert.Empty(story.Removed);
        cluster.SetPods();
        var nobody = await resolver.UntilAsync(snapshot => snapshot.Count == 0, Token);
        Assert.Equal((false, LookupOutcome.Empty), (nobody.IsStale, nobody.LastOutcome));
    }
}
