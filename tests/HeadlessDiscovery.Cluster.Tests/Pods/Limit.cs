namespace HeadlessDiscovery.Cluster.Tests.Pods;

/// <summary>Ends what hangs. What a test does takes a fifth of it at most.</summary>
internal sealed class Limit : IDisposable
{
    private readonly CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public Limit(TimeSpan longest) => source.CancelAfter(longest);

    public CancellationToken Token => source.Token;

    public void Dispose() => source.Dispose();
}
