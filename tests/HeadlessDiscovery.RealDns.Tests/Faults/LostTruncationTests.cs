using System.Diagnostics;
using HeadlessDiscovery.RealDns.Tests.Queries;
using HeadlessDiscovery.RealDns.Tests.Servers;
using HeadlessDiscovery.RealDns.Tests.Zones;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>smartdns makes an empty answer without SOA out of a truncated one, over TCP too.</summary>
public sealed class LostTruncationTests() : Deadline(TimeSpan.FromMinutes(3))
{
    private const int Fits = 60;
    private const int TooMany = 100;
    private const int Ttl = 1;

    // Longer than a verified empty answer needs to remove all.
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(25);

    [Fact]
    public async Task A_service_that_outgrows_a_datagram_behind_smartdns_is_not_emptied()
    {
        Installed.RequirePrograms(Installed.Knot, Installed.SmartDns);
        await using var authority = await RealServers.StartAsync(new KnotServer());
        await using var cache = await RealServers.StartAsync(new SmartDnsServer(authority.EndPoint));
        await authority.AddAsync(Pods.Records("grown", 0, Fits, Ttl), Token);
        await using var resolver = Cluster.Plain("grown", cache);
        var story = new Story(resolver);
        var start = Stopwatch.GetTimestamp();
        await resolver.UntilAsync(snapshot => snapshot.Count == Fits, Token);

        await authority.AddAsync(Pods.Records("grown", Fits, TooMany - Fits, Ttl), Token);
        await RawQuery.UntilAsync(cache.EndPoint, Pods.Fqdn("grown"), answer => answer.Addresses.Count == 0, Token);
        foreach (var tcp in (bool[])[false, true])
        {
            var answer = await RawQuery.AskAsync(cache.EndPoint, Pods.Fqdn("grown"), Token, tcp: tcp);
            Assert.Equal((RawAnswer.NoError, 0, false, false), (answer.Code, answer.Addresses.Count, answer.IsTruncated, answer.HasSoa));
        }

        await Task.Delay(Watch, Token);
        var unverified = resolver.Current;
        Assert.Equal((Fits, true, LookupReason.Unverified), (unverified.Count, unverified.IsStale, unverified.LastReason));

        // One pod fewer than at first: what fits is believed again, and only that one left.
        await authority.RemoveAsync(Pods.Records("grown", Fits - 1, TooMany - Fits + 1), Token);
        await resolver.UntilAsync(snapshot => snapshot is { Count: Fits - 1, IsStale: false }, Token);
        await story.UntilAsync(start, Pods.Address(Fits - 1), isRemoval: true, Token);
        Assert.Equal([Pods.Address(Fits - 1)], story.Removed);
    }

    [Fact]
    public async Task An_empty_answer_without_SOA_is_no_verified_absence_at_the_start_either()
    {
        Installed.RequirePrograms(Installed.Knot, Installed.SmartDns);
        await using var authority = await RealServers.StartAsync(new KnotServer());
        await using var cache = await RealServers.StartAsync(new SmartDnsServer(authority.EndPoint));
        await using var resolver = Cluster.Plain(ClusterZone.Size(TooMany), cache);

        var explanation = await resolver.ExplainAsync(Token);

        // Either it is not believed, or it is, with a word about what it is worth.
        Assert.True(explanation.Outcome == LookupOutcome.Unknown || explanation.Notes.Length > 0, explanation.ToString());
    }
}
