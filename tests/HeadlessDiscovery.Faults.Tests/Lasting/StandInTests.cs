using HeadlessDiscovery.Faults.Tests.Lasting.Cases;
using HeadlessDiscovery.Faults.Tests.Lasting.World;

namespace HeadlessDiscovery.Faults.Tests.Lasting;

/// <summary>A name server that stands in for one that fails, and a server that loses what comes first.</summary>
public sealed class StandInTests(StandInTests.Measured measured) : IClassFixture<StandInTests.Measured>
{
    // The TTL and the hold of a mass removal, each with half a second of jitter.
    private const double Ttl = 5.5;
    private const double MassHold = 15.5;

    [Fact]
    public void Nobody_is_removed_while_the_first_server_fails_and_the_second_is_behind() =>
        NonEmpty.All(measured.Of(StandIns.Behind), account => Assert.Equal(0, account.WronglyRemoved));

    [Fact]
    public void The_list_is_stale_or_held_while_the_first_server_fails_and_the_second_is_behind() =>
        NonEmpty.All(measured.Of(StandIns.Behind), account => Assert.Equal(0, account.Marks[Marked.Broken]));

    [Fact]
    public void Nobody_is_removed_in_a_minute_of_an_expired_answer() =>
        NonEmpty.All(measured.Of(StandIns.Expired, "no own names"), account => Assert.Equal((0, 0), (account.WronglyRemoved, account.Marks[Marked.Broken])));

    [Fact]
    public void Nobody_is_ever_removed_by_an_expired_answer_where_own_names_are_answered() =>
        NonEmpty.All(measured.Of(StandIns.Expired, "own names answered"), account => Assert.Equal((0, 0), (account.WronglyRemoved, account.Marks[Marked.Broken])));

    [Fact]
    public void A_scale_to_zero_is_believed_of_the_second_server_where_the_first_fails() =>
        NonEmpty.All(measured.Of(StandIns.Healthy, "scale to zero"), account => Assert.InRange(account.Marks[Marked.RightAfter], 0, Ttl + MassHold));

    [Fact]
    public void A_pod_that_leaves_is_removed_by_the_second_server_where_the_first_fails() =>
        NonEmpty.All(measured.Of(StandIns.Healthy, "one leaves"), account => Assert.InRange(account.Marks[Marked.RightAfter], 0, 5 + 4));

    [Fact]
    public void A_pod_that_joins_is_added_by_the_second_server_where_the_first_fails() =>
        NonEmpty.All(measured.Of(StandIns.Healthy, "one comes"), account => Assert.InRange(account.Marks[Marked.RightAfter], 0, 5 + 1));

    [Fact]
    public void A_server_that_fails_gets_two_queries_a_minute() =>
        NonEmpty.All(measured.Of(StandIns.Healthy), account => Assert.InRange(account.Marks[Marked.MostAMinute], 0, 2));

    [Fact]
    public void An_empty_service_behind_a_dead_first_server_is_never_stale() =>
        NonEmpty.All(measured.Of(StandIns.DeadFirst), account => Assert.Equal((0, 0), (account.StaleShare, account.Marks[Marked.Stale])));

    [Fact]
    public void An_empty_service_behind_a_dead_first_server_is_verified_as_empty() =>
        NonEmpty.All(measured.Of(StandIns.DeadFirst), account => Assert.Equal(0, account.Marks[Marked.NotEmpty]));

    [Fact]
    public void A_pod_that_comes_back_behind_a_dead_first_server_is_seen_within_the_TTL() =>
        NonEmpty.All(measured.Of(StandIns.DeadFirst), account => Assert.InRange(account.Marks[Marked.RightAfter], 0, 5 + 1));

    // The way of each of two lookups is 300 ms longer: that of the first NXDOMAIN, and that of the last.
    [Fact]
    public void NXDOMAIN_is_believed_where_every_first_datagram_is_lost() =>
        NonEmpty.All(measured.Of(StandIns.FirstLost), account => Assert.InRange(account.Marks[Marked.RightAfter], 0, Ttl + MassHold + 0.6));

    [Fact]
    public void The_first_NXDOMAIN_is_believed_where_every_first_datagram_is_lost() =>
        NonEmpty.All(measured.Of(StandIns.FirstLost), account => Assert.Equal((0, true), (account.StaleShare, account.Marks[Marked.FirstAnswer] <= 3 * 0.3 + 0.01)));

    [Theory]
    [InlineData("TTL 5 s", 5)]
    [InlineData("TTL 30 s", 30)]
    public void The_list_is_right_again_soon_after_a_kept_SERVFAIL(string variant, double ttl) =>
        NonEmpty.All(measured.Of(StandIns.HeldFailure, variant), account => Assert.InRange(account.Marks[Marked.RightAfter], 0, ttl + 1));

    public sealed class Measured() : LastingMeasured(nameof(StandIns));
}
