using HeadlessDiscovery.Dns;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tests.Dns;

public class ReusableDeadlineTests
{
    private static readonly TimeSpan After = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider time = new();

    [Fact]
    public void It_ends_after_its_time_and_says_so()
    {
        var deadline = new ReusableDeadline(time);
        var token = deadline.Begin(After, CancellationToken.None);
        time.Advance(After - TimeSpan.FromTicks(1));
        Assert.False(token.IsCancellationRequested);

        time.Advance(TimeSpan.FromTicks(1));

        Assert.True(token.IsCancellationRequested);
        Assert.True(deadline.IsTimeOver);
    }

    [Fact]
    public void It_ends_with_its_parent_which_is_not_its_time()
    {
        using var parent = new CancellationTokenSource();
        var deadline = new ReusableDeadline(time);
        var token = deadline.Begin(After, parent.Token);

        parent.Cancel();

        Assert.True(token.IsCancellationRequested);
        Assert.False(deadline.IsTimeOver);
    }

    [Fact]
    public void A_try_that_was_overtaken_did_not_run_out_of_time()
    {
        var deadline = new ReusableDeadline(time);
        var token = deadline.Begin(After, CancellationToken.None);

        deadline.Overtake();

        Assert.True(token.IsCancellationRequested);
        Assert.False(deadline.IsTimeOver);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_next_use_has_nothing_of_the_one_before(bool systemClock)
    {
        using var before = new CancellationTokenSource();
        using var parent = new CancellationTokenSource();
        var deadline = new ReusableDeadline(systemClock ? TimeProvider.System : time);
        var first = deadline.Begin(After, before.Token);
        if (!systemClock)
        {
            time.Advance(After);
            Assert.True(first.IsCancellationRequested);
        }

        deadline.End();
        var next = deadline.Begin(After, parent.Token);
        before.Cancel();

        Assert.False(next.IsCancellationRequested);
        Assert.False(deadline.IsTimeOver);
        parent.Cancel();
        Assert.True(next.IsCancellationRequested);
    }
}
