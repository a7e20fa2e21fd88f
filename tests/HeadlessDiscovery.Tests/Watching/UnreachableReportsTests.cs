using HeadlessDiscovery.Watching;

namespace HeadlessDiscovery.Tests.Watching;

public sealed class UnreachableReportsTests
{
    private readonly UnreachableReports reports = new();

    [Fact]
    public void One_report_counts_within_a_TTL()
    {
        Assert.True(IsFirst(10));
        Assert.False(IsFirst(10));
        Assert.False(IsFirst(14.9));
    }

    [Fact]
    public void A_report_counts_again_as_soon_as_the_TTL_is_over()
    {
        Assert.True(IsFirst(10));
        Assert.True(IsFirst(15));
        Assert.False(IsFirst(19.9));
        Assert.True(IsFirst(30));
    }

    [Fact]
    public void A_peer_is_queried_once_per_TTL_and_is_recent_until_then()
    {
        Assert.True(Add("10.0.0.1", 10));
        Assert.False(Add("10.0.0.1", 14.9));
        Assert.True(Add("10.0.0.2", 12));
        Assert.Equal((true, false), (IsRecent("10.0.0.1", 14.9), IsRecent("10.0.0.1", 15)));
        Assert.True(Add("10.0.0.1", 15));
        Assert.False(Add("10.0.0.2", 16.9));
        Assert.Equal((true, false), (IsRecent("10.0.0.2", 16), IsRecent("10.0.0.3", 16)));
    }

    [Fact]
    public void Those_who_have_waited_longest_are_taken_first_and_those_put_back_wait_again()
    {
        Assert.False(reports.HasWaiting);
        foreach (var peer in (string[])["10.0.0.3", "10.0.0.1", "10.0.0.2"])
        {
            Add(peer, 10);
        }

        var taken = reports.Take(2);
        Assert.Equal("10.0.0.3 10.0.0.1", string.Join(' ', taken));
        reports.PutBack(taken);
        Assert.Equal("10.0.0.2 10.0.0.3 10.0.0.1", string.Join(' ', reports.Take(9)));
        Assert.False(reports.HasWaiting);
        Assert.Empty(reports.Take(9));
    }

    private bool Add(string peer, double now) => reports.Add(Peer.Parse(peer), TimeSpan.FromSeconds(now), TimeSpan.FromSeconds(5));

    private bool IsRecent(string peer, double now) => reports.IsRecent(Peer.Parse(peer), TimeSpan.FromSeconds(now));

    private bool IsFirst(double now) => reports.IsFirst(TimeSpan.FromSeconds(now), TimeSpan.FromSeconds(5));
}
