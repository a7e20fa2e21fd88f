using HeadlessDiscovery.Tests.Membership;
using HeadlessDiscovery.Watching;

namespace HeadlessDiscovery.Tests.Watching;

[Trait("rule", "C-8")]
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
        Assert.Equal(seconds, Next(Settled(), new Rules().Found("10.0.0.1", ttl)));

    [Theory]
    [InlineData(2, 2.2)]
    [InlineData(5, 5.5)]
    [InlineData(30, 30.5)]
    [Trait("rule", "C-8")]
    public void Jitter_is_a_tenth_and_at_most_half_a_second_and_only_ever_later(double ttl, double most)
    {
        var schedule = Settled();
        random = 0.999999;
        Assert.Equal(most, Next(schedule, new Rules().Found("10.0.0.1", ttl)), 3);
    }

    [Fact]
    [Trait("rule", "C-6")]
    public void Failures_back_off_1_2_4_seconds_by_twenty_percent_either_way_and_never_beyond_the_interval_of_health()
    {
        var schedule = Schedule();
        var rules = new Rules().Found("10.0.0.1", ttl: 5);
        Next(schedule, rules);
        random = 0.5;
        Assert.Equal([1.2, 2, 4, 5.25, 5.25], Enumerable.Range(0, 5).Select(_ => Next(schedule, rules.Unknown())));
        Assert.True(schedule.IsBackingOff);
        Next(schedule, rules.Found("10.0.0.1", ttl: 30));
        Assert.False(schedule.IsBackingOff);
        Assert.Equal([1.2, 2, 4, 8, 16, 30.25, 30.25], Enumerable.Range(0, 7).Select(_ => Next(schedule, rules.Unknown())));
        Next(schedule, rules.Found("10.0.0.1", ttl: 30));
        random = 0;
        Assert.Equal([1, 1.6, 3.2], Enumerable.Range(0, 3).Select(_ => Next(schedule, rules.Unknown())));
        random = 0.999999;
        Assert.Equal(9.6, Next(schedule, rules.Unknown()), 3);
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(0, 1)]
    [InlineData(0.999999, 1)]
    public void A_back_off_that_begins_below_the_floor_is_spread_above_it(double drawn, double floor)
    {
        var schedule = Schedule(new HeadlessPeersOptions { MinRefreshInterval = TimeSpan.FromSeconds(floor) });
        var rules = new Rules().Found("10.0.0.1");
        Next(schedule, rules);
        random = drawn;
        Assert.Equal(Math.Max(0.8, floor) + (0.4 * drawn), Next(schedule, rules.Unknown()), 6);
    }

    [Fact]
    [Trait("rule", "C-6")]
    public void Before_the_first_answer_the_second_query_is_thirty_percent_either_way_and_no_pause_is_longer_than_five_seconds()
    {
        random = 0.5;
        var schedule = Schedule(new HeadlessPeersOptions { MinRefreshInterval = TimeSpan.FromMilliseconds(10) });
        var rules = new Rules();
        Assert.Equal([1, 2, 4, 5.25, 5.25], Enumerable.Range(0, 5).Select(_ => Next(schedule, rules.Unknown())));
        random = 0;
        Assert.Equal(0.7, Next(Schedule(new HeadlessPeersOptions { MinRefreshInterval = TimeSpan.FromMilliseconds(10) }), rules.Unknown()));
        random = 0.999999;
        Assert.Equal(1.3, Next(Schedule(new HeadlessPeersOptions { MinRefreshInterval = TimeSpan.FromMilliseconds(10) }), rules.Unknown()), 3);
        Assert.Equal(1.5, Next(Schedule(), rules.Unknown()), 3);
    }

    [Theory]
    [InlineData(0, 5.5)]
    [InlineData(3, 2.5)]
    [InlineData(10, 1)]
    [Trait("rule", "C-6")]
    public void What_a_lookup_waited_in_vain_is_part_of_its_pause(double took, double seconds)
    {
        var schedule = Schedule();
        var rules = new Rules().Found("10.0.0.1", ttl: 5);
        Next(schedule, rules);
        random = 0.999999;
        for (var failed = 0; failed < 5; failed++)
        {
            Next(schedule, rules.Unknown());
        }

        Assert.Equal(seconds, Next(schedule, rules.Unknown(), took), 3);
    }

    [Fact]
    [Trait("rule", "C-5")]
    public void The_back_off_of_a_set_that_is_empty_is_bounded_by_the_interval_of_an_empty_set()
    {
        var schedule = Schedule();
        var rules = new Rules().Empty(ttl: 30);
        Next(schedule, rules);
        Assert.Equal([1, 1], Enumerable.Range(0, 2).Select(_ => Next(schedule, rules.Unknown())));
        rules.Wait(60);
        Assert.Equal([3.2, 5, 5], Enumerable.Range(0, 4).Select(_ => Next(schedule, rules.Unknown())).Skip(1).Select(pause => Math.Round(pause, 6)));
    }

    [Theory]
    [InlineData(30, 15, 30)]
    [InlineData(5, 2.5, 5)]
    [InlineData(1, 1, 1.5)]
    [Trait("rule", "C-8")]
    public void The_first_interval_after_the_first_answer_is_anywhere_in_its_second_half_and_never_below_the_floor(double ttl, double least, double most)
    {
        var rules = new Rules().Found("10.0.0.1", ttl);
        Assert.Equal(least, NewNext(0));
        Assert.Equal(most, NewNext(0.999999), 3);

        double NewNext(double drawn)
        {
            random = drawn;
            var schedule = Schedule();
            var first = Next(schedule, rules);
            random = 0;
            Assert.Equal(ttl, Next(schedule, rules));
            return first;
        }
    }

    [Fact]
    [Trait("rule", "C-8")]
    public void What_begins_for_all_pods_together_is_spread_each_time()
    {
        var schedule = Schedule();
        var rules = new Rules();
        Assert.Equal(1, Next(schedule, rules.Empty()));
        Assert.Equal(2.5, Next(schedule, rules.Wait(60).Empty()));
        Assert.Equal(5, Next(schedule, rules.Wait(5).Empty()));
        Assert.Equal(15, Next(schedule, rules.Wait(5).Found("10.0.0.1", ttl: 30)));
        Assert.Equal(30, Next(schedule, rules.Wait(15).Found("10.0.0.1", ttl: 30)));
    }

    [Fact]
    [Trait("rule", "C-8")]
    public void Without_jitter_nothing_is_spread()
    {
        random = 0.9;
        var schedule = Schedule(new HeadlessPeersOptions { RefreshJitter = 0 });
        var rules = new Rules();
        Assert.Equal(1, Next(schedule, rules.Unknown()));
        Assert.Equal(30, Next(schedule, rules.Found("10.0.0.1", ttl: 30)));
        Assert.Equal([1, 2, 4], Enumerable.Range(0, 3).Select(_ => Next(schedule, rules.Unknown())));
    }

    [Theory]
    [InlineData("127.0.0.11", 600, 600, 5)]
    [InlineData("127.0.0.11", 3, 3, 3)]
    [InlineData("127.0.0.11", 600, 590, 30)]
    [InlineData("127.0.0.11", 29, 24, 24)]
    [InlineData("127.0.0.53", 600, 600, 30)]
    [InlineData(null, 600, 600, 30)]
    public void A_TTL_that_never_counts_down_at_Dockers_server_is_refreshed_every_five_seconds(string? server, double first, double second, double seconds)
    {
        var schedule = Schedule();
        var rules = new Rules().Found("10.0.0.1", first, server: server);
        Next(schedule, rules);
        Assert.Equal(seconds, Next(schedule, rules.Wait(5).Found("10.0.0.1", second, server: server)));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(30)]
    public void A_cache_that_holds_one_SERVFAIL_for_a_minute_is_right_again_within_the_TTL_and_a_second_of_its_first_good_answer(double ttl)
    {
        var drawing = new Random(27);
        for (var run = 0; run < 200; run++)
        {
            var schedule = new RefreshSchedule(new HeadlessPeersOptions(), drawing.NextDouble);
            var rules = new Rules().Found("10.0.0.1", ttl);
            var elapsed = Next(schedule, rules);
            var good = elapsed + 60;
            while (elapsed < good)
            {
                elapsed += Next(schedule, rules.Unknown());
            }

            Assert.InRange(elapsed - good, 0, ttl + 1);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("rule", "C-8")]
    public void Of_1000_schedules_that_start_within_100_ms_the_busiest_100_ms_of_each_minute_has_at_most_five_times_the_mean(bool found)
    {
        const int Schedules = 1000;
        var drawing = new Random(22);
        var asked = new int[1800];
        for (var i = 0; i < Schedules; i++)
        {
            var schedule = new RefreshSchedule(new HeadlessPeersOptions(), drawing.NextDouble);
            var rules = new Rules();
            var elapsed = drawing.NextDouble() * 0.1;
            rules.Wait(elapsed);
            while (elapsed < 180)
            {
                asked[(int)(elapsed * 10)]++;
                var next = Next(schedule, found ? rules.Found("10.0.0.1", ttl: 30) : rules.Empty(ttl: 30));
                rules.Wait(next);
                elapsed += next;
            }
        }

        // The first tenth of a second is the start itself. A minute later those without a pod go over from 1 s to 5 s.
        Assert.Equal(Schedules, asked[0]);
        foreach (var minute in (int[][])[asked[1..600], asked[620..1220], asked[1200..]])
        {
            Assert.InRange(minute.Max(), 1, 5 * minute.Average());
        }
    }

    [Fact]
    [Trait("rule", "C-5")]
    public void A_set_that_was_never_non_empty_is_asked_for_each_second_for_a_minute_and_then_every_five()
    {
        var schedule = Schedule();
        var rules = new Rules();
        Assert.Equal(1, Next(schedule, rules.Empty(ttl: 30)));
        Assert.Equal(1, Next(schedule, rules.Wait(59).Empty(ttl: 30)));
        Next(schedule, rules.Wait(1).Empty(ttl: 30));
        Assert.Equal(5, Next(schedule, rules.Wait(5).Empty(ttl: 30)));
    }

    [Fact]
    [Trait("rule", "C-5")]
    public void The_minute_of_a_set_that_was_never_non_empty_begins_with_its_first_look_up_not_with_the_resolver()
    {
        var schedule = Schedule();
        var rules = new Rules().Wait(3600).Empty();
        Assert.Equal(1, Next(schedule, rules));
        Assert.Equal(1, Next(schedule, rules.Wait(59).Empty()));
        Next(schedule, rules.Wait(1).Empty());
        Assert.Equal(5, Next(schedule, rules.Wait(5).Empty()));
    }

    [Theory]
    [InlineData(3.0, 3)]
    [InlineData(30.0, 5)]
    [InlineData(null, 1)]
    [Trait("rule", "C-5")]
    public void A_set_that_became_empty_is_asked_for_by_the_SOA_and_at_most_every_five_seconds(double? ttl, double seconds)
    {
        var rules = new Rules(confirmations: 1, holdSeconds: 0).Found("10.0.0.1").Wait(5).Empty(ttl);
        Assert.Equal(seconds, Next(Settled(), rules));
    }

    [Fact]
    [Trait("rule", "R-1")]
    public void Confirming_questions_are_a_second_apart()
    {
        var rules = new Rules().Found("10.0.0.1 10.0.0.2 10.0.0.3").Wait(5).Found("10.0.0.1 10.0.0.2");
        Assert.Equal(1, Next(Schedule(), rules));
    }

    [Fact]
    [Trait("rule", "R-3")]
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
    [Trait("rule", "R-2")]
    public void After_an_answer_that_does_not_count_the_next_question_waits_for_its_expiry()
    {
        var rules = new Rules().Found("10.0.0.1 10.0.0.2 10.0.0.3", 30).Wait(30).Found("10.0.0.1 10.0.0.2", 30).Wait(1).Found("10.0.0.1 10.0.0.2", 29).HasNoOwnNames();
        Assert.Equal(29, Next(Schedule(), rules));
    }

    [Fact]
    [Trait("rule", "E-9")]
    public void A_removal_of_which_only_the_time_is_missing_does_not_wait_for_the_expiry_of_a_copy()
    {
        // A pod that came four seconds ago and was reported: confirmed at once, and due five seconds later.
        var rules = new Rules().Found("10.0.0.1 10.0.0.2 10.0.0.3", 30).Wait(31).Found("10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.4", 30).Wait(4).Found("10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.4", 26);
        rules.Said("10.0.0.4", isPresent: false, reported: true).Said("10.0.0.4", isPresent: false, byRecords: true, reported: true);
        Assert.Equal("10.0.0.4", rules.Held);
        Assert.Equal(5, Next(Schedule(), rules));
        Assert.Empty(rules.Wait(5).Found("10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.4", 21).Held);
        Assert.Equal("10.0.0.1 10.0.0.2 10.0.0.3", rules.Peers);
    }

    [Fact]
    public void A_smaller_maximum_bounds_the_back_off_too()
    {
        var schedule = Schedule(new HeadlessPeersOptions { MaxRefreshInterval = TimeSpan.FromSeconds(3), RefreshJitter = 0 });
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
    [Trait("rule", "R-1")]
    public void Confirming_questions_stay_a_second_apart_however_long_a_peer_is_held()
    {
        var rules = new Rules().Found("10.0.0.1 10.0.0.2 10.0.0.3").Wait(5).Found("10.0.0.1 10.0.0.2").Wait(2).Found("10.0.0.1 10.0.0.2");
        Assert.NotEmpty(rules.Held);
        Assert.Equal(1, Next(Schedule(), rules));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [Trait("rule", "R-3")]
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

    // Past the first interval of each stage, which is spread.
    private RefreshSchedule Settled()
    {
        var schedule = Schedule();
        Next(schedule, new Rules().Found("10.0.0.1"));
        return schedule;
    }

    private static double Next(RefreshSchedule schedule, Rules rules, double took = 0) =>
        schedule.Next(rules.LastAnswer!, rules.State, rules.Elapsed, TimeSpan.FromSeconds(took)).TotalSeconds;
}
