namespace HeadlessDiscovery.Tests;

/// <summary>Ends a test that hangs. Each project says how long its tests may take; what a test does takes a fifth of it at most.</summary>
public abstract class TestDeadline : IDisposable
{
    private readonly CancellationTokenSource net;

    protected TestDeadline(TimeSpan longest)
    {
        net = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        net.CancelAfter(longest);
    }

    protected CancellationToken Token => net.Token;

    public void Dispose()
    {
        net.Dispose();
        GC.SuppressFinalize(this);
    }
}
