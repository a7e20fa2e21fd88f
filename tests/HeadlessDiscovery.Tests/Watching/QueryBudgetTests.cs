using HeadlessDiscovery.Watching;

namespace HeadlessDiscovery.Tests.Watching;

/// <summary>The queries beyond the refreshes.</summary>
public sealed class QueryBudgetTests
{
    private readonly QueryBudget budget = new();

    [Fact]
    public void A_minute_has_fifty_queries()
    {
        Assert.True(TrySpend(40, at: 0));
        Assert.False(TrySpend(11, at: 59));
        Assert.True(TrySpend(10, at: 59));
        Assert.True(TrySpend(40, at: 60));
        Assert.False(TrySpend(1, at: 118));
    }

    [Fact]
    public void What_was_not_known_before_counts_too()
    {
        Assert.True(TrySpend(40, at: 0));
        budget.Spend(20, TimeSpan.Zero);
        Assert.False(TrySpend(1, at: 59));
        Assert.True(TrySpend(50, at: 60));
    }

    private bool TrySpend(int count, double at) => budget.TrySpend(count, TimeSpan.FromSeconds(at));
}
