using HeadlessDiscovery.Dns;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tests.Dns;

/// <summary>When the next datagram of a query is due (RFC 6298 §5.5).</summary>
[Trait("rule", "T-4")]
public sealed class RetransmissionTests
{
    private readonly FakeTimeProvider time = new();

    [Theory]
    [InlineData(300, 250, "300 900 2100 4500")]
    [InlineData(250, 250, "250 750 1750 3750")]
    [InlineData(0, 250, "0 500 1500 3500")]
    public void The_wait_doubles_from_the_longer_of_the_two(int first, int least, string due)
    {
        var retransmission = Of(first, least, attempt: 5000);

        Assert.Equal(due.Split(' ').Select(int.Parse), Enumerable.Range(1, 4).Select(started =>
        {
            var wait = retransmission.Delay(started);
            Assert.Equal(wait == TimeSpan.Zero, retransmission.IsDue(started));
            time.Advance(wait);
            Assert.True(retransmission.IsDue(started));
            return (int)(time.GetUtcNow() - time.Start).TotalMilliseconds;
        }));
        Assert.Equal(Timeout.InfiniteTimeSpan, retransmission.Delay(5));
    }

    [Theory]
    [InlineData(300, false)]
    [InlineData(301, true)]
    public void None_is_due_at_or_after_the_end_of_the_attempt(int attempt, bool isDue) =>
        Assert.Equal(isDue ? TimeSpan.FromMilliseconds(300) : Timeout.InfiniteTimeSpan, Of(300, 250, attempt).Delay(1));

    [Fact]
    public void What_is_left_of_the_attempt_is_never_nothing()
    {
        var retransmission = Of(300, 250, attempt: 5000);
        Assert.Equal(TimeSpan.FromSeconds(5), retransmission.Left);

        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.FromSeconds(2), retransmission.Left);

        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(TimeSpan.FromMilliseconds(1), retransmission.Left);
    }

    private Retransmission Of(int first, int least, int attempt) =>
        new(TimeSpan.FromMilliseconds(first), TimeSpan.FromMilliseconds(least), TimeSpan.FromMilliseconds(attempt), most: 5, time);
}
