namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>Ends a test that hangs. What a test does takes a fifth of it at most.</summary>
public abstract class Deadline : IDisposable
{
    private readonly CancellationTokenSource source;

    protected Deadline()
        : this(TimeSpan.FromMinutes(2))
    {
    }

    /// <summary>For a test that has to watch a server for a minute or two.</summary>
    protected Deadline(TimeSpan longest)
    {
        source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        source.CancelAfter(longest);
    }

    protected CancellationToken Token => source.Token;

    public void Dispose()
    {
        source.Dispose();
        GC.SuppressFinalize(this);
    }
}
