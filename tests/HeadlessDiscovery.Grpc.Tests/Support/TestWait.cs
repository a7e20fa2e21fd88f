namespace HeadlessDiscovery.Grpc.Tests;

/// <summary>Waits for what another thread will do, and nobody announces.</summary>
internal static class TestWait
{
    public static Task UntilAsync(Func<bool> condition, CancellationToken token) => UntilAsync(() => Task.FromResult(condition()), token);

    public static async Task UntilAsync(Func<Task<bool>> condition, CancellationToken token)
    {
        while (!await condition())
        {
            await Task.Delay(10, token);
        }
    }
}
