namespace HeadlessDiscovery.Tool.Resolving;

/// <summary>A <see cref="PeerResolver"/> with its lookups counted.</summary>
internal sealed class ResolverSession(PeerResolver resolver, TimeProvider time) : IResolverSession
{
    private readonly LookupMeter meter = new(scope: null);

    public PeerSnapshot Current => resolver.Current;

    // Its own count: the meter is that of the process, where another resolver may count too.
    public LookupTally Tally => LookupTally.Of(resolver);

    public Action? LookupEnded
    {
        get => meter.LookupEnded;
        set => meter.LookupEnded = value;
    }

    public LookupPlan Plan() => resolver.Plan();

    public ValueTask<LookupExplanation> ExplainAsync(CancellationToken cancellationToken) => resolver.ExplainAsync(cancellationToken);

    public ValueTask<LookupExplanation> ExplainWithHostNamesAsync(CancellationToken cancellationToken) => resolver.ExplainWithHostNamesAsync(cancellationToken);

    public ValueTask<ServerInspection> InspectServersAsync(LookupExplanation explanation, int samples, CancellationToken cancellationToken) =>
        resolver.InspectServersAsync(explanation, samples, cancellationToken);

    public ValueTask<PeerReadiness> WaitAsync(int minimum, TimeSpan stableFor, TimeSpan timeout, CancellationToken cancellationToken) =>
        resolver.WaitForPeersAsync(minimum, stableFor, timeout, time, cancellationToken);

    public IAsyncEnumerable<PeerChange> WatchAsync(CancellationToken cancellationToken) => resolver.WatchAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        meter.Dispose();
        await resolver.DisposeAsync().ConfigureAwait(false);
    }
}
