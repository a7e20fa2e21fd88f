using HeadlessDiscovery.Tests;

namespace HeadlessDiscovery.Yarp.Tests;

/// <summary>The only real clock of these tests: a test that hangs ends after 100 s.</summary>
public abstract class SafetyNet() : TestDeadline(TimeSpan.FromSeconds(100))
{
    /// <summary>Waits for what the proxy will do, and does not announce.</summary>
    protected async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            await Task.Delay(10, Token);
        }
    }
}
