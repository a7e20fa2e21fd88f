using HeadlessDiscovery.Simulation.Clients;
using HeadlessDiscovery.Simulation.Counting;
using HeadlessDiscovery.Simulation.Fates;

namespace HeadlessDiscovery.Simulation.Tests;

/// <summary>Clusters with fixed seeds. Fresh ones: <c>--minutes</c> of the program.</summary>
public sealed class InvariantTests
{
    public static TheoryData<string, int> Scenarios => [.. Scenario.All.Select(scenario => (scenario.Name, scenario.Ttl > 5 ? 12 : 4))];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void No_invariant_is_broken(string scenario, int hours)
    {
        var result = Play(scenario, "ours", hours);
        Assert.True(result.Failure is null, result.Failure?.What);
        Assert.True(result.Account.Removals.Count > 0);
        Assert.True(result.Account.Agreements.Count > 0);
    }

    [Fact]
    public void The_library_loses_fewer_peers_than_the_last_answer_does_and_adds_them_as_soon()
    {
        var (ours, last) = (Play("rough", "ours", 12).Account, Play("rough", "last-answer", 12).Account);
        Assert.True(last.LostEpisodes > 100);
        Assert.True(ours.LostEpisodes < last.LostEpisodes / 10);
        Assert.True(ours.Additions.Percentile(0.99) < last.Additions.Percentile(0.99) + 1);
    }

    [Fact]
    public void A_broken_invariant_ends_the_run_with_the_events_that_it_needs()
    {
        var settings = new Settings { Pods = 12, ServiceSize = 12, Hours = 4, Seed = 3, Scenario = Scenario.Of("rough") };
        var policy = new Policy("forgets", "forgets everybody after an hour", static pod => new ForgetfulClient(pod));
        var failure = new Run(settings, policy).Play().Failure;
        Assert.NotNull(failure);
        Assert.Contains("which all replicas have listed", failure.What, StringComparison.Ordinal);
        Assert.True(failure.Of > 12);

        // Its own pod is all that it needs: it forgets itself.
        Assert.Equal(HappeningKind.Joins, Assert.Single(failure.History).Kind);
    }

    private static RunResult Play(string scenario, string policy, int hours) =>
        new Run(new Settings { Pods = 40, Hours = hours, Scenario = Scenario.Of(scenario) }, Policy.Of(policy)).Play();
}
