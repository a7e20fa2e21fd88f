using System.Collections.Concurrent;
using System.Reflection;
using HeadlessDiscovery.Tests;
using Xunit.v3;

[assembly: RealTimeLimit]

namespace HeadlessDiscovery.Tests;

/// <summary>Cancels the token of a test that has run for five minutes of real time: a test that waits for a clock that nobody moves fails by its name, and does not hold up the whole run.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class RealTimeLimitAttribute : BeforeAfterTestAttribute
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Timer> running = new();

    public override void Before(MethodInfo methodUnderTest, IXunitTest test) =>
        running[test.UniqueID] = new Timer(static context => ((ITestContext)context!).CancelCurrentTest(), TestContext.Current, Limit, Timeout.InfiniteTimeSpan);

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (running.TryRemove(test.UniqueID, out var timer))
        {
            timer.Dispose();
        }
    }
}
