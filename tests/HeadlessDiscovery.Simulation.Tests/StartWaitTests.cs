using HeadlessDiscovery.Simulation.Clients;
using HeadlessDiscovery.Simulation.Fates;

namespace HeadlessDiscovery.Simulation.Tests;

public sealed class StartWaitTests
{
    [Fact]
    public void A_pod_that_lists_only_itself_is_wrong_about_being_alone_once_others_have_been_ready_for_a_minute()
    {
        var account = Play(new Policy("itself", "lists itself", static pod => new FixedClient([pod.Address])));
        Assert.InRange(account.WrongAlone, 1, 12);
        Assert.Equal(0, account.WrongReady);
    }

    [Fact]
    public void A_pod_that_lists_a_majority_before_it_has_started_is_wrong_about_being_ready()
    {
        var account = Play(new Policy("all", "lists all pods before they start", static _ => new FixedClient(Enumerable.Range(1, 12))));
        Assert.InRange(account.WrongReady, 1, 7);
        Assert.Equal(0, account.WrongAlone);
    }

    [Fact]
    public void The_library_is_right_about_both()
    {
        var account = Play(Policy.Of("ours"));
        Assert.True(account.Additions.Count > 0);
        Assert.Equal((0, 0), (account.WrongAlone, account.WrongReady));
    }

    // The pods start within a minute, and nothing else happens: a pod that joins at its end cannot be seen by the first one.
    private static Counting.Account Play(Policy policy) =>
        new Run(new Settings { Pods = 12, ServiceSize = 12, Hours = 1, Seed = 3, Scenario = Scenario.Of("still") with { StartsWithin = TimeSpan.FromSeconds(50) } }, policy).Play().Account;
}
