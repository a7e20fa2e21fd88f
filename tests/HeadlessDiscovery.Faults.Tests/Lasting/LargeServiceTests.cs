using HeadlessDiscovery.Faults.Tests.Lasting.Cases;
using HeadlessDiscovery.Faults.Tests.Lasting.World;

namespace HeadlessDiscovery.Faults.Tests.Lasting;

/// <summary>Services of which each answer is another part.</summary>
public sealed class LargeServiceTests(LargeServiceTests.Measured measured) : IClassFixture<LargeServiceTests.Measured>
{
    // A pod that is younger than three minutes may be in no part yet.
    [Fact]
    public void Nobody_who_lives_is_missing_from_the_union_of_the_parts() =>
        NonEmpty.All(measured.Of(LargeServices.WithOwnNames), account => Assert.Equal((0, 0), (account.WronglyRemoved, account.Marks[Marked.Missing])));

    [Fact]
    public void Nobody_is_listed_who_is_gone_for_three_minutes() =>
        NonEmpty.All(measured.Of(LargeServices.WithOwnNames), account => Assert.Equal(0, account.Marks[Marked.Overdue]));

    [Fact]
    public void A_refresh_costs_30_queries_in_addition_to_the_set() =>
        NonEmpty.All(measured.Of(LargeServices.WithOwnNames), account => Assert.InRange(account.Marks[Marked.MostBeside], 0, 30));

    [Fact]
    public void Without_own_names_the_list_is_at_most_a_tenth_too_long() =>
        NonEmpty.All(measured.Of(LargeServices.WithoutOwnNames), account => Assert.InRange(account.Marks[Marked.Ratio], 0.9, 1.1));

    [Fact]
    public void Without_own_names_nobody_is_lost_who_lives() =>
        NonEmpty.All(measured.Of(LargeServices.WithoutOwnNames), account => Assert.Equal((0, 0), (account.WronglyRemoved, account.Marks[Marked.Missing])));

    public sealed class Measured() : LastingMeasured(nameof(LargeServices));
}
