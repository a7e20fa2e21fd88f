using HeadlessDiscovery.Tests.Membership;
using HeadlessDiscovery.Watching;

namespace HeadlessDiscovery.Tests.Watching;

[Trait("rule", "outcomes: Refresh")]
public sealed class RefreshScheduleTests
{
    private double random;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(5, 5)]
    [InlineData(30, 30)]
    [InlineData(604800, 30)]
    [Trait("rule", "C-2")]
    [Trait("rule", "C-3")]
    [Trait("rule", "C-4")]
    public void The_TTL_rules_between_one_and_thirty_seconds(double ttl, double seconds) =>
        Assert.Equal(seconds, Next(Schedule(), new Rules().Found("10.0.0.1", ttl)));

    [Theory]
    [InlineData(2, 2.2)]
    [InlineData(5, 5.5)]
    [InlineData(30, 30.5)]
    [Trait("rule", "C-8")]
    public void Jitter_is_a_tenth_and_at_most_half_a_second_and_only_ever_later(double ttl, double most)
    {
        random = 0.999999;
        Assert.Equal(most, Next(Schedule(), new Rules().Found("10.0.0.1", ttl)), 3);
    }

    [Fact]
    [Trait("rule", "C-6")]
    public void Failures_back_off_1_2_4_to_30_seconds_by_twenty_percent_either_way()
    {
        var schedule = Schedule();
        var rules = new Rules().Found("10.0.0.1");
        random = 0.5;
        Assert.Equal([1, 2, 4, 8, 16, 30, 30], Enumerable.Range(0, 7).Select(_ => Next(schedule, rules.Unknown())));
        Assert.True(schedule.IsBackingOff);
        random = 0;
        Assert.Equal(24, Next(schedule, rules.Unknown()));
        random = 0.999999;
        Assert.Equal(36, Next(schedule, rules.Unknown()), 3);
        random = 0.5;
        Next(schedule, rules.Found("10.0.0.1"));
        Assert.False(schedule.IsBackingOff);
        Assert.Equal(1, Next(schedule, rules.Unknown()));
    }

    [Fact]
    [Trait("rule", "C-5")]
    public void A_set_that_was_never_non_empty_is_asked_for_each_second_for_a_minute_and_then_every_five()
    {
        var schedule = Schedule();
        var rules = new Rules();
        Assert.Equal(1, Next(schedule, rules.Empty(ttl: 30)));
        Assert.Equal(1, Next(schedule, rules.Wait(59).Empty(ttl: 30)));
        Assert.Equal(5, Next(schedule, rules.Wait(1).Empty(ttl: 30)));
    }

    [Fact]
    [Trait("rule", "C-5")]
    public void The_minute_of_a_set_that_was_never_non_empty_begins_with_its_first_look_up_not_with_the_resolver()
    {
        var schedule = Schedule();
        var rules = new Rules().Wait(3600).Empty();
        Assert.Equal(1, Next(schedule, rules));
        Assert.Equal(1, Next(schedule, rules.Wait(59).Empty()));
        Assert.Equal(5, Next(schedule, rules.Wait(1).Empty()));
    }

    [Theory]
    [InlineData(3.0, 3)]
    [InlineData(30.0, 5)]
    [InlineData(null, 1)]
    [Trait("rule", "C-5")]
    public void A_set_that_became_empty_is_asked_for_by_the_SOA_and_at_most_every_five_seconds(double? ttl, double seconds)
    {
        var rules = new Rules(confirmations: 1, holdSeconds: 0).Found("10.0.0.1").Wait(5).Empty(ttl);
        Assert.Equal(seconds, Next(Schedule(), rules));
    }

    [Fact]
    [Trait("rule", "outcomes: Removal 1")]
    public void Confirming_questions_are_a_second_apart()
    {
        var rules = new Rules().Found("10.0.0.1 10.0.0.2 10.0.0.3").Wait(5).Found("10.0.0.1 10.0.0.2");
        Assert.Equal(1, Next(Schedule(), rules));
    }

    [Fact]
    [Trait("rule", "outcomes: Removal 3")]
    public void A_mass_removal_is_asked_again_at_1_2_4_8_and_15_seconds()
    {
        var schedule = Schedule();
        var rules = new Rules().Found("10.0.0.1 10.0.0.2 10.0.0.3").Wait(5);
        var start = rules.Elapsed;
        var asked = new List<double>();
        rules.Empty();
        while (rules.Now.Count > 0)
        {
            rules.Wait(Next(schedule, rules)).Empty();
            asked.Add((rules.Elapsed - start).TotalSeconds);
        }

        Assert.Equal([1, 2, 4, 8, 15], asked);
    }

    [Fact]
    [Trait("rule", "outcomes: Removal 2")]
    public void After_an_answer_that_does_not_count_the_next_question_waits_for_its_expiry()
    {
        var rules = new Rules().Found("10.0.0.1 10.0.0.2 10.0.0.3", 30).Wait(30).Found("10.0.0.1 10.0.0.2", 30).Wait(1).Found("10.0.0.1 10.0.0.2", 29);
        Assert.Equal(29, Next(Schedule(), rules));
    }

    [Fact]
    public void A_smaller_maximum_bounds_the_back_off_too()
    {
        var schedule = Schedule(new HeadlessPeersOptions { MaxRefreshInterval = TimeSpan.FromSeconds(3) });
        random = 0.5;
        Assert.Equal([1, 2, 3, 3], Enumerable.Range(0, 4).Select(_ => Next(schedule, new Rules().Unknown())));
    }

    [Theory]
    [InlineData(0.2, 1)]
    [InlineData(5.0, 5)]
    [InlineData(60.0, 30)]
    [InlineData(null, 30)]
    public void An_interval_is_the_TTL_within_the_bounds_and_the_longest_where_there_is_none(double? ttl, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Schedule().Interval(ttl is { } some ? TimeSpan.FromSeconds(some) : null));

    [Fact]
    [Trait("rule", "outcomes: Removal 1")]
    public void Confirming_questions_stay_a_second_apart_however_long_a_peer_is_held()
    {
        var rules = new Rules().Found("10.0.0.1 10.0.0.2 10.0.0.3").Wait(5).Found("10.0.0.1 10.0.0.2").Wait(2).Found("10.0.0.1 10.0.0.2");
        Assert.NotEmpty(rules.Held);
        Assert.Equal(1, Next(Schedule(), rules));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [Trait("rule", "outcomes: Removal 3")]
    public void A_mass_removal_that_lasted_but_is_not_confirmed_is_asked_again_each_second(double held)
    {
        var schedule = Schedule(new HeadlessPeersOptions { MinRefreshInterval = TimeSpan.FromMilliseconds(100), MassRemovalHold = TimeSpan.FromSeconds(2) });
        var rules = new Rules(confirmations: 10, holdSeconds: 2).Found("10.0.0.1 10.0.0.2 10.0.0.3").Wait(5).Empty().Wait(held).Empty();
        Assert.NotEmpty(rules.Held);
        Assert.Equal(1, Next(schedule, rules), 6);
    }

    [Theory]
    [InlineData(5, 3, 1)]
    [InlineData(5, 9, 5)]
    [InlineData(30, 257, 30)]
    [InlineData(30, 590, 10)]
    public void A_long_mass_removal_is_asked_about_no_less_often_than_MaxRefreshInterval(double most, double held, double expected)
    {
        var schedule = Schedule(new HeadlessPeersOptions { MaxRefreshInterval = TimeSpan.FromSeconds(most), MassRemovalHold = TimeSpan.FromMinutes(10) });
        var rules = new Rules(confirmations: 1000, holdSeconds: 600).Found("10.0.0.1 10.0.0.2 10.0.0.3").Wait(5).Empty().Wait(held).Empty();
        Assert.Equal(expected, Next(schedule, rules), 6);
    }

    private RefreshSchedule Schedule(HeadlessPeersOptions? options = null) => new(options ?? new HeadlessPeersOptions(), () => random);

    private static double Next(RefreshSchedule schedule, Rules rules) => schedule.Next(rules.LastAnswer!, rules.State, rules.Elapsed).TotalSeconds;
}
