namespace HeadlessDiscovery.Tests.Support;

/// <summary>Waits in real time for what another thread brings about: no clock that a test holds can tell when it has.</summary>
internal static class Waiting
{
    /// <summary>Looks each millisecond, at most 30 s; the caller's own step, where there is one, comes before each look but the first.</summary>
    public static async Task UntilAsync(Func<bool> isTrue, Action? step = null)
    {
        using var net = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        net.CancelAfter(TimeSpan.FromSeconds(30));
        while (!isTrue())
        {
            step?.Invoke();
            await Task.Delay(TimeSpan.FromMilliseconds(1), net.Token);
        }
    }
}
