using HeadlessDiscovery.Simulation.Counting;

namespace HeadlessDiscovery.Simulation.Tests;

public sealed class TimesTests
{
    [Fact]
    public void A_percentile_is_exact_to_a_tenth_of_a_second()
    {
        var times = new Times();
        for (var i = 1; i <= 1000; i++)
        {
            times.Add(TimeSpan.FromMilliseconds(i * 10));
        }

        Assert.InRange(times.Percentile(0.5), 5.0, 5.1);
        Assert.InRange(times.Percentile(0.99), 9.9, 10.0);
        Assert.Equal(10, times.Percentile(1));
        Assert.Equal(10, times.Longest.TotalSeconds);
    }

    [Fact]
    public void Two_parts_add_up_to_the_whole()
    {
        var (whole, one, other) = (new Times(), new Times(), new Times());
        foreach (var seconds in (double[])[0, 0.05, 1, 30, 30, 5000])
        {
            whole.Add(TimeSpan.FromSeconds(seconds));
            (seconds < 2 ? one : other).Add(TimeSpan.FromSeconds(seconds));
        }

        one.Add(other);
        Assert.Equal((whole.Count, whole.Longest, whole.MeanSeconds), (one.Count, one.Longest, one.MeanSeconds));
        Assert.Equal(whole.Percentile(0.5), one.Percentile(0.5));
        Assert.Equal(5000, one.Percentile(1));
    }
}
