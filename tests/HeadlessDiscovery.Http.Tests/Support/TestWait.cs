namespace HeadlessDiscovery.Http.Tests;

/// <summary>Waits for what another thread will do, and nobody announces.</summary>
internal static class TestWait
{
    public static async Task UntilAsync(Func<bool> condition, CancellationToken token)
    {
        while (!condition())
        {
            await Task.Delay(10, token);
        }
    }
}
