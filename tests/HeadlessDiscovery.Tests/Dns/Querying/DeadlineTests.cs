using HeadlessDiscovery.Dns;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tests.Dns;

public sealed class DeadlineTests : IDisposable
{
    private static readonly TimeSpan After = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider time = new();
    private readonly CancellationTokenSource parent = new();
    private readonly Deadline deadline;

    public DeadlineTests()
    {
        deadline = new Deadline(After, time, parent.Token);
    }

    public void Dispose()
    {
        deadline.Dispose();
        parent.Dispose();
    }

    [Fact]
    public void It_ends_after_its_time_and_reports_that()
    {
        time.Advance(After - TimeSpan.FromTicks(1));
        Assert.False(deadline.Token.IsCancellationRequested);

        time.Advance(TimeSpan.FromTicks(1));

        Assert.True(deadline.Token.IsCancellationRequested);
        Assert.True(deadline.IsTimeOver);
    }

    [Fact]
    public void It_ends_with_its_parent_which_is_not_its_time()
    {
        parent.Cancel();

        Assert.True(deadline.Token.IsCancellationRequested);
        Assert.False(deadline.IsTimeOver);
    }
}
