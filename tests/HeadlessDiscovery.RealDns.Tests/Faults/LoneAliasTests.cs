using System.Diagnostics;
using HeadlessDiscovery.RealDns.Tests.Queries;
using HeadlessDiscovery.RealDns.Tests.Servers;
using HeadlessDiscovery.RealDns.Tests.Zones;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>gdnsd answers an alias of its own zone with the alias alone: the addresses have to be asked for.</summary>
public sealed class LoneAliasTests : Deadline
{
    private const int Ttl = 1;

    private static readonly ZoneRecord Blue = ZoneRecord.Cname(Pods.Fqdn("orders"), Ttl, Pods.Fqdn("blue"));
    private static readonly ZoneRecord Green = ZoneRecord.Cname(Pods.Fqdn("orders"), Ttl, Pods.Fqdn("green"));
    private static readonly ZoneRecord Nowhere = ZoneRecord.Cname(Pods.Fqdn("orders"), Ttl, Pods.Fqdn("nowhere"));

    [Fact]
    public async Task The_pods_of_an_alias_are_followed_from_one_target_to_the_next_and_to_its_end()
    {
        Installed.RequirePrograms(Installed.Gdnsd, Installed.GdnsdControl);
        await using var authority = await RealServers.StartAsync(new GdnsdServer([.. Pods.Records("blue", 0, 3, Ttl), .. Pods.Records("green", 3, 2, Ttl), Blue]));
        var alone = await RawQuery.AskAsync(authority.EndPoint, Pods.Fqdn("orders"), Token);
        Assert.Equal((RawAnswer.NoError, true, 0, false), (alone.Code, alone.HasAlias, alone.Addresses.Count, alone.HasSoa));

        await using var resolver = Cluster.Plain("orders", authority);
        var story = new Story(resolver);
        var start = Stopwatch.GetTimestamp();
        var blue = await resolver.UntilAsync(snapshot => snapshot.Count == 3, Token);
        Assert.Equal(Expected(0, 3), blue.Select(peer => peer.ToString()));

        await authority.ReplaceAsync([Blue], [Green]);
        var green = await resolver.UntilAsync(snapshot => snapshot.Count == 2, Token);
        Assert.Equal(Expected(3, 2), green.Select(peer => peer.ToString()));
        await story.UntilAsync(start, Pods.Address(2), isRemoval: true, Token);
        Assert.Equal(Expected(0, 3), story.Removed.Order());

        // The target is denied with an SOA, which proves that nobody is there.
        await authority.ReplaceAsync([Green], [Nowhere]);
        var nobody = await resolver.UntilAsync(snapshot => snapshot.Count == 0, Token);
        Assert.Equal((false, LookupOutcome.Empty), (nobody.IsStale, nobody.LastOutcome));
    }

    private static IEnumerable<string> Expected(int first, int count) => Enumerable.Range(first, count).Select(Pods.Address);
}
