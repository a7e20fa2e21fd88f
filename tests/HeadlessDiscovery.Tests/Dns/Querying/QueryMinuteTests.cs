using HeadlessDiscovery.Dns;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tests.Dns;

public sealed class QueryMinuteTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void The_first_needless_query_is_allowed()
    {
        var minute = new QueryMinute(time);

        minute.Sent();

        Assert.True(minute.MayRepeat(0));
    }

    [Theory]
    [InlineData(19, 1, false)]
    [InlineData(20, 1, true)]
    [InlineData(20, 2, false)]
    [InlineData(29, 2, false)]
    [InlineData(30, 2, true)]
    [InlineData(30, 1, true, 1)]
    [InlineData(29, 1, false, 1)]
    public void A_tenth_of_the_queries_may_be_needless(int sent, int needless, bool mayRepeat, int repeats = 0)
    {
        var minute = new QueryMinute(time);
        for (var i = 0; i < sent; i++)
        {
            minute.Sent();
        }

        minute.WereNeedless(needless);

        Assert.Equal(mayRepeat, minute.MayRepeat(repeats));
    }

    [Fact]
    public void What_is_older_than_a_minute_is_forgotten()
    {
        var minute = new QueryMinute(time);
        minute.Sent();
        minute.WereNeedless(1);

        time.Advance(TimeSpan.FromSeconds(50));
        Assert.False(minute.MayRepeat(0));

        time.Advance(TimeSpan.FromSeconds(10));
        Assert.True(minute.MayRepeat(0));
    }

    [Fact]
    public void A_long_pause_leaves_nothing_behind()
    {
        var minute = new QueryMinute(time);
        minute.Sent();
        minute.WereNeedless(1);

        time.Advance(TimeSpan.FromDays(400));

        Assert.True(minute.MayRepeat(0));
        minute.Sent();
        minute.WereNeedless(1);
        Assert.False(minute.MayRepeat(0));
    }

    [Fact]
    public void What_was_sent_and_needless_after_a_pause_counts()
    {
        var minute = new QueryMinute(time);
        time.Advance(TimeSpan.FromMinutes(2));

        minute.WereNeedless(1);
        Assert.False(minute.MayRepeat(0));

        time.Advance(TimeSpan.FromMinutes(2));
        for (var i = 0; i < 20; i++)
        {
            minute.Sent();
        }

        minute.WereNeedless(1);
        Assert.True(minute.MayRepeat(0));
    }
}
