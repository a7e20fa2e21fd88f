namespace HeadlessDiscovery.AspNetCore.Tests;

/// <summary>A test that hangs ends after two minutes.</summary>
public abstract class SafetyNet : IDisposable
{
    private readonly CancellationTokenSource net;

    protected SafetyNet()
    {
        net = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        net.CancelAfter(TimeSpan.FromMinutes(2));
    }

    protected CancellationToken Token => net.Token;

    public void Dispose()
    {
        net.Dispose();
        GC.SuppressFinalize(this);
    }
}
