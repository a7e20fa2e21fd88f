using HeadlessDiscovery.Faults.Tests.Lasting.Cases;
using HeadlessDiscovery.Faults.Tests.Lasting.World;

namespace HeadlessDiscovery.Faults.Tests.Lasting;

/// <summary>Replicas that are late, stand still, or fill up.</summary>
public sealed class ReplicaTests(ReplicaTests.Measured measured) : IClassFixture<ReplicaTests.Measured>
{
    [Fact]
    public void A_replica_that_fills_up_removes_nobody() =>
        NonEmpty.All(measured.Of(Replicas.FillsUp), account => Assert.Equal(0, account.WronglyRemoved));

    [Fact]
    public void A_peer_that_half_of_the_answers_list_is_removed_three_times_at_most() => NonEmpty.All(
        (LastingAccount[])[.. measured.Of(Replicas.Frozen, "of two"), .. measured.Of(Replicas.Frozen, "rotate")],
        account => Assert.InRange(account.MostRemovalsOfOne, 0, 3));

    [Fact]
    public void A_peer_that_most_of_the_answers_list_is_removed_three_times_at_most() =>
        NonEmpty.All(measured.Of(Replicas.Frozen, "of three"), account => Assert.InRange(account.WronglyRemoved, 0, 3));

    [Fact]
    public void Replicas_that_disagree_for_an_hour_cost_two_queries_a_TTL() =>
        NonEmpty.All(measured.Of(Replicas.Frozen), account => Assert.InRange(account.Marks[Marked.QueriesPerTtl], 0, 2));

    [Fact]
    public void Replicas_that_disagree_for_an_hour_are_one_warning() =>
        NonEmpty.All(measured.Of(Replicas.Frozen), account => Assert.StartsWith("207: ", Assert.Single(account.Warnings), StringComparison.Ordinal));

    [Fact]
    public void Replicas_that_are_late_remove_no_pod_that_has_just_come() =>
        NonEmpty.All(measured.Of(Replicas.Late), account => Assert.Equal(0, account.WronglyRemoved));

    [Fact]
    public void Replicas_that_are_late_hide_no_pod_for_good() =>
        NonEmpty.All(measured.Of(Replicas.Late), account => Assert.Equal((0, 0), (account.MissingAtEnd, account.DeadAtEnd)));

    public sealed class Measured() : LastingMeasured(nameof(Replicas));
}
