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

    private bool IsFirst(double now) => reports.IsFirst(TimeSpan.FromSeconds(now), TimeSpan.FromSeconds(5));
}
