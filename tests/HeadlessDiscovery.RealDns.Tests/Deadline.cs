namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>Ends a test that hangs. What a test does takes a fifth of it at most.</summary>
public abstract class Deadline : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource source;

    protected Deadline()
    {
        source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        source.CancelAfter(Longest);
    }

    protected CancellationToken Token => source.Token;

    public void Dispose()
    {
        source.Dispose();
        GC.SuppressFinalize(this);
    }
}
