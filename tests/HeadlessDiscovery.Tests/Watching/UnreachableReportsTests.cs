using HeadlessDiscovery.Watching;

namespace HeadlessDiscovery.Tests.Watching;

public sealed class UnreachableReportsTests
{
    private static readonly Peer One = Peer.Parse("10.0.0.1");
    private static readonly Peer Two = Peer.Parse("10.0.0.2");

    private readonly UnreachableReports reports = new();

    [Fact]
    public void A_peer_counts_once_within_a_TTL()
    {
        Assert.True(IsNew(One, 10));
        Assert.False(IsNew(One, 10));
        Assert.False(IsNew(One, 14.9));
    }

    [Fact]
    public void A_peer_counts_again_as_soon_as_the_TTL_is_over()
    {
        Assert.True(IsNew(One, 10));
        Assert.True(IsNew(One, 15));
        Assert.False(IsNew(One, 19.9));
        Assert.True(IsNew(One, 30));
    }

    [Fact]
    public void A_report_of_one_peer_forgets_no_report_of_another()
    {
        Assert.True(IsNew(One, 10));
        Assert.True(IsNew(Two, 12));
        Assert.False(IsNew(One, 13));
        Assert.False(IsNew(Two, 16));
        Assert.True(IsNew(One, 16));
    }

    private bool IsNew(Peer peer, double now) => reports.IsNew(peer, TimeSpan.FromSeconds(now), TimeSpan.FromSeconds(5));
}
