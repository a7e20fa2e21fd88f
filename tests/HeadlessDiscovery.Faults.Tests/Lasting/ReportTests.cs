using HeadlessDiscovery.Faults.Tests.Lasting.Cases;
using HeadlessDiscovery.Faults.Tests.Lasting.World;

namespace HeadlessDiscovery.Faults.Tests.Lasting;

/// <summary>What a report of an unreachable peer brings about, and what it costs.</summary>
public sealed class ReportTests(ReportTests.Measured measured) : IClassFixture<ReportTests.Measured>
{
    [Fact]
    public void A_dead_pod_is_gone_3_s_after_it_was_reported() =>
        NonEmpty.All(measured.Of(Reports.Dead), account => Assert.InRange(account.Marks[Marked.RightAfter], 0, 3));

    [Fact]
    public void A_dead_pod_does_not_come_back_while_the_cache_lists_it() =>
        NonEmpty.All(measured.Of(Reports.Dead), account => Assert.Equal((0, 1), (account.Marks[Marked.Broken], account.MostRemovalsOfOne)));

    [Fact]
    public void Forty_dead_pods_that_were_reported_are_gone_within_a_minute() =>
        NonEmpty.All(measured.Of(Reports.Forty, "that died"), account => Assert.InRange(account.Marks[Marked.RightAfter], 0, 60));

    [Fact]
    public void A_pod_that_lives_stays_although_it_was_reported() => NonEmpty.All(
        (LastingAccount[])[.. measured.Of(Reports.Alive), .. measured.Of(Reports.Forty, "that live"), .. measured.Of(Reports.OneByOne)],
        account => Assert.Equal(0, account.WronglyRemoved));

    [Fact]
    public void Forty_reports_at_once_cost_60_queries_in_a_minute() =>
        NonEmpty.All(measured.Of(Reports.Forty), account => Assert.InRange(account.Marks[Marked.QueriesInMinute], 0, 60));

    [Fact]
    public void Forty_reports_one_after_another_cost_4_lookups_in_a_minute() =>
        NonEmpty.All(measured.Of(Reports.OneByOne), account => Assert.InRange(account.Marks[Marked.Lookups], 0, 4));

    // The floor between two lookups is a second, and a query takes 200 ms.
    [Fact]
    public void A_report_during_a_lookup_is_followed_by_another_one() =>
        NonEmpty.All(measured.Of(Reports.DuringLookup), account => Assert.InRange(account.Marks[Marked.NextLookup], 0, 1.1 + (2 * 0.2)));

    public sealed class Measured() : LastingMeasured(nameof(Reports));
}
