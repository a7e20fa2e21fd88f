using HeadlessDiscovery.Simulation.Counting;

namespace HeadlessDiscovery.Simulation.Tests;

public sealed class OutageQueriesTests
{
    [Fact]
    public void The_queries_of_the_minute_after_each_outage_are_counted_for_each_pod()
    {
        var after = new OutageQueries();
        Add(after, ended: 0, pods: 4, 1, 2);
        Add(after, ended: 100, pods: 4, 90, 100, 100.9, 101.5, 159.9, 160);
        Add(after, ended: 300, pods: 2, 301.1, 301.2, 301.3);

        Assert.Equal((2, 6, 7), (after.Outages, after.Pods, after.Queries));
        Assert.Equal((7 / 6.0, 1.5), (after.PerPod, after.BusiestSecond));
    }

    [Fact]
    public void Those_of_several_services_add_up()
    {
        var one = new OutageQueries();
        var other = new OutageQueries();
        Add(one, ended: 100, pods: 4, 100.5);
        Add(other, ended: 200, pods: 2, 200.1, 200.2, 210);

        one.Add(other);

        Assert.Equal((2, 6, 4), (one.Outages, one.Pods, one.Queries));
        Assert.Equal(1, one.BusiestSecond);
    }

    private static void Add(OutageQueries after, double ended, int pods, params double[] moments) =>
        Array.ForEach(moments, moment => after.Add(TimeSpan.FromSeconds(moment), TimeSpan.FromSeconds(ended), pods));
}
