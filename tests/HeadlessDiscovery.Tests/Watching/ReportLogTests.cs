using System.Collections.Immutable;
using HeadlessDiscovery.Watching;

namespace HeadlessDiscovery.Tests.Watching;

/// <summary>What is remembered of the peers that were reported.</summary>
public sealed class ReportLogTests
{
    private readonly ReportLog log = new();

    [Fact]
    public void Reports_within_ten_minutes_of_each_other_are_one_count()
    {
        Add(1, 0);
        Add(1, 600);
        Assert.Equal((2, TimeSpan.FromSeconds(600)), Only(1200));
        Add(1, 1201);
        Assert.Equal((1, TimeSpan.Zero), Only(1201));
        Assert.Empty(Read(1802));
    }

    [Fact]
    public void Members_alone_are_shown_in_their_order()
    {
        Add(2, 0);
        Add(3, 0);
        Add(1, 0);
        Assert.Equal("10.0.0.1 10.0.0.2", string.Join(' ', log.Read([Of(1), Of(2)], TimeSpan.Zero).Select(report => report.Peer)));
    }

    [Fact]
    public void A_thousand_peers_are_remembered_and_the_one_reported_longest_ago_makes_room()
    {
        for (var i = 1; i <= 1000; i++)
        {
            Add(i, i == 500 ? 0 : 1);
        }

        Assert.Equal(1000, Read(2).Length);
        Add(1001, 2);
        Assert.Equal(1000, Read(2).Length);
        Assert.DoesNotContain(Of(500), Read(2).Select(report => report.Peer));
    }

    private static Peer Of(int number) => new(new System.Net.IPAddress([10, 0, (byte)(number / 256), (byte)(number % 256)]));

    private void Add(int number, double now) => log.Add(Of(number), null, TimeSpan.FromSeconds(now));

    private (int, TimeSpan) Only(double now)
    {
        var report = Assert.Single(Read(now));
        return (report.Count, report.LastAgo);
    }

    private ImmutableArray<ReportedPeer> Read(double now) => log.Read([.. Enumerable.Range(1, 1001).Select(Of)], TimeSpan.FromSeconds(now));
}
