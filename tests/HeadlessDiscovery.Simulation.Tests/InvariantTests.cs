using HeadlessDiscovery.Simulation.Clients;
using HeadlessDiscovery.Simulation.Counting;
using HeadlessDiscovery.Simulation.Fates;
using HeadlessDiscovery.Simulation.World;

namespace HeadlessDiscovery.Simulation.Tests;

/// <summary>Clusters with fixed seeds. Fresh ones: <c>--minutes</c> of the program.</summary>
public sealed class InvariantTests
{
    // About a minute on two cores.
    private const int Seeds = 7;

    public static TheoryData<string, int> Scenarios =>
        [.. Scenario.All.Where(scenario => scenario.Name != "still").SelectMany(_ => Enumerable.Range(1, Seeds), (scenario, seed) => (scenario.Name, seed))];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void No_invariant_is_broken(string scenario, int seed)
    {
        var hours = Scenario.Of(scenario).Ttl > 5 ? 24 : 8;
        var result = Play(scenario, "ours", hours, seed);
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
        var settings = Settings("rough");
        var policy = new Policy("forgets", "forgets everybody after an hour", static pod => new ForgetfulClient(pod));
        var failure = new Run(settings, policy).Play().Failure;
        Assert.NotNull(failure);
        Assert.Contains("which all replicas have listed", failure.What, StringComparison.Ordinal);
        Assert.True(failure.Of > 12);

        // Its own pod is all that it needs: it forgets itself.
        Assert.Equal(HappeningKind.Joins, Assert.Single(failure.History).Kind);
    }

    [Fact]
    public void A_lookup_that_begins_while_another_one_is_under_way_breaks_an_invariant()
    {
        var policy = new Policy("twice", "looks up twice at a time", static pod => new ImpatientClient(pod));
        var failure = new Run(Settings("still"), policy).Play().Failure;
        Assert.NotNull(failure);
        Assert.Contains("has two lookups under way", failure.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pod_whose_probe_fails_is_removed_and_added_again_and_none_is_lost()
    {
        var scenario = Scenario.Of("still") with { FailedProbesADayAndPod = 24 };
        var account = new Run(Settings("still") with { Scenario = scenario }, Policy.Of("ours")).Play().Account;
        Assert.True(account.Removals.Count > 100);
        Assert.True(account.Additions.Count > 12 * 12);
        Assert.Equal(0, account.LostEpisodes);
    }

    [Fact]
    public void A_drained_node_is_emptied_and_its_pods_are_removed()
    {
        var scenario = Scenario.Of("still") with { DrainsADayAndNode = 24 };
        var account = new Run(Settings("still") with { Scenario = scenario }, Policy.Of("ours")).Play().Account;
        Assert.True(account.Removals.Count > 100);
        Assert.Equal(0, account.LostEpisodes);
    }

    [Fact]
    public void A_slice_that_is_split_costs_who_takes_the_last_answer_its_peers_and_the_library_none()
    {
        var scenario = Scenario.Of("still") with { Ttl = 5, SliceMovesADay = 2000 };
        RunResult Play(string policy) => new Run(Settings("still") with { Scenario = scenario }, Policy.Of(policy)).Play();
        Assert.True(Play("last-answer").Account.LostEpisodes > 0);
        Assert.Equal(0, Play("ours").Account.LostEpisodes);
    }

    [Fact]
    public void Counting_bare_answers_loses_peers_behind_a_cache_whose_copies_show_their_full_TTL()
    {
        Assert.True(Play("keepttl", "counted-answers", 12).Account.LostEpisodes > 0);
        Assert.Equal(0, Play("keepttl", "ours", 12).Account.LostEpisodes);
    }

    // Services whose run ended in a broken invariant once.
    [Theory]
    [InlineData("keepttl", 70115031, 24, 18, 6)]
    [InlineData("keepttl", 140225044, 48, 1, 5)]
    public void A_history_that_broke_an_invariant_breaks_none_now(string scenario, int seed, int hours, int service, int size)
    {
        var settings = new Settings { Seed = seed, Hours = hours, Scenario = Scenario.Of(scenario) };
        var drawn = Run.SeedOf(settings, service);
        var fate = Fate.Of(settings.Scenario, size, drawn, settings.Length);
        var world = new ServiceWorld(settings.Scenario, Policy.Of("ours"), fate, drawn, new QueryCounts(settings.Scenario.Replicas, settings.Length));
        Assert.True(world.Run(fate.Happenings, settings.Length).Removals.Count > 0);
    }

    private static Settings Settings(string scenario) => new() { Pods = 12, ServiceSize = 12, Hours = 4, Seed = 3, Scenario = Scenario.Of(scenario) };

    private static RunResult Play(string scenario, string policy, int hours, int seed = 1) =>
        new Run(new Settings { Pods = 40, Hours = hours, Seed = seed, Scenario = Scenario.Of(scenario) }, Policy.Of(policy)).Play();
}
