using HeadlessDiscovery.Pods.Tests.Networks;

namespace HeadlessDiscovery.Pods.Tests;

/// <summary>A test with a network of its own. What hangs is ended; what a test does takes a fifth of it at most.</summary>
public abstract class Scenario : IDisposable
{
    private readonly CancellationTokenSource source;

    protected Scenario(TimeSpan longest)
    {
        source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Network = PodNetwork.Create();
        source.CancelAfter(longest);
    }

    private protected PodNetwork Network { get; }

    protected CancellationToken Token => source.Token;

    public void Dispose()
    {
        Network.Dispose();
        source.Dispose();
        GC.SuppressFinalize(this);
    }
}
