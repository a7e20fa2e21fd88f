namespace HeadlessDiscovery.Tests.Membership;

[Trait("rule", "O-1")]
public sealed class OutcomeTests
{
    [Fact]
    public void Unknown_at_the_start_is_not_Empty()
    {
        var rules = new Rules().Unknown(LookupReason.Timeout);
        Assert.False(rules.Now.IsResolved);
        Assert.False(rules.Now.IsStale);
        Assert.Equal(0, rules.Now.Version);
        Assert.Equal((LookupOutcome.Unknown, LookupReason.Timeout), (rules.Now.LastOutcome, rules.Now.LastReason));

        rules.Empty();
        Assert.True(rules.Now.IsResolved);
        Assert.Equal(1, rules.Now.Version);
    }

    [Fact]
    [Trait("rule", "S-22")]
    [Trait("rule", "C-7")]
    [Trait("rule", "O-3")]
    public void Under_Unknown_the_set_stays_and_is_marked_stale()
    {
        var rules = new Rules().Found("10.0.0.1 10.0.0.2").Wait(5);
        rules.Unknown();
        var since = rules.Now.StaleSince;
        rules.Wait(3600).Unknown();
        Assert.Equal("10.0.0.1 10.0.0.2", rules.Peers);
        Assert.True(rules.Now.IsStale);
        Assert.Equal(since, rules.Now.StaleSince);
        Assert.Empty(rules.Held);

        rules.Wait(1).Found("10.0.0.1 10.0.0.2");
        Assert.False(rules.Now.IsStale);
        Assert.Null(rules.Now.StaleSince);
    }

    [Fact]
    [Trait("rule", "S-20")]
    [Trait("rule", "S-28")]
    public void Verified_addresses_that_came_along_with_Unknown_are_added_and_end_a_hold()
    {
        var rules = new Rules().Found("10.0.0.1 10.0.0.2 10.0.0.3").Wait(5).Found("10.0.0.1 10.0.0.2").Wait(1);
        rules.Unknown(LookupReason.FamilyFailed, "10.0.0.3 10.0.0.4");
        Assert.Equal("10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.4", rules.Peers);
        Assert.Empty(rules.Held);
        Assert.True(rules.Now.IsStale);
    }

    [Fact]
    public void Verified_addresses_of_a_first_Unknown_are_known_but_nothing_is_resolved()
    {
        var rules = new Rules().Unknown(LookupReason.FamilyFailed, "10.0.0.1");
        Assert.Equal("10.0.0.1", rules.Peers);
        Assert.False(rules.Now.IsResolved);
        Assert.True(rules.Now.IsStale);
        Assert.Equal(SelfPresence.Unknown, rules.Now.Self);
    }

    [Fact]
    [Trait("rule", "S-28")]
    public void A_truncated_answer_removes_nobody_and_says_so()
    {
        var rules = new Rules().Found(Rules.Range(1, 400)).Wait(5);
        rules.Unknown(LookupReason.Truncated);
        Assert.Equal(400, rules.Now.Count);
        Assert.True(rules.Now.IsTruncated);
        rules.Wait(5).Found(Rules.Range(1, 400));
        Assert.False(rules.Now.IsTruncated);
    }

    [Fact]
    public void Times_are_those_of_the_last_verified_answer()
    {
        var rules = new Rules().Found("10.0.0.1", ttl: 30);
        var at = rules.Now.ResolvedAt;
        Assert.Equal(at.AddSeconds(30), rules.Now.ExpiresAt);
        rules.Wait(31).Unknown();
        Assert.Equal(at, rules.Now.ResolvedAt);
        rules.Wait(1).Empty(ttl: 5);
        Assert.Equal(at.AddSeconds(32), rules.Now.ResolvedAt);
    }
}
