namespace HeadlessDiscovery.Http.Tests;

/// <summary>The only real clock of these tests: a test that hangs ends after 60 s.</summary>
public abstract class SafetyNet : IDisposable
{
    private readonly CancellationTokenSource net;

    protected SafetyNet()
    {
        net = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        net.CancelAfter(TimeSpan.FromSeconds(60));
    }

    protected CancellationToken Token => net.Token;

    public void Dispose()
    {
        net.Dispose();
        GC.SuppressFinalize(this);
    }
}
