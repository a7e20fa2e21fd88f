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

    [Fact]
    public void After_a_request_that_did_not_fit_nothing_hurries_until_queries_are_a_minute_old()
    {
        var budget = new QueryBudget();
        Assert.True(budget.TrySpend(20, default));
        Assert.True(budget.TrySpend(21, TimeSpan.FromSeconds(30)));

        Assert.False(budget.TrySpend(10, TimeSpan.FromSeconds(30)));

        Assert.False(budget.HasLeft(TimeSpan.FromSeconds(30)));
        Assert.True(budget.HasLeft(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void As_many_peers_are_left_as_fit_beside_a_control_and_the_SRV_set()
    {
        var budget = new QueryBudget();
        Assert.True(budget.TrySpend(41, default));

        Assert.Equal(7, budget.PeersLeft(default));
        Assert.True(budget.TrySpend(9, default));
        Assert.Equal(0, budget.PeersLeft(default));
    }
}
