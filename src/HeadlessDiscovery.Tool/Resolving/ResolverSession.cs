using System.Diagnostics.Metrics;

namespace HeadlessDiscovery.Tool.Resolving;

/// <summary>A <see cref="PeerResolver"/>, and its look-ups counted by the library's own meter.</summary>
internal sealed class ResolverSession : IResolverSession
{
    private readonly PeerResolver resolver;
    private readonly MeterListener listener = new();
    private long lookups;
    private long failed;

    public ResolverSession(PeerResolver resolver)
    {
        this.resolver = resolver;
        listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == "HeadlessDiscovery" && instrument.Name == "headless_discovery.lookups")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) => Count(count, tags));
        listener.Start();
    }

    public PeerSnapshot Current => resolver.Current;

    public LookupTally Tally => new(Interlocked.Read(ref lookups), Interlocked.Read(ref failed));

    public Action? LookupEnded { get; set; }

    public LookupPlan Plan() => resolver.Plan();

    public ValueTask<LookupExplanation> ExplainAsync(CancellationToken cancellationToken) => resolver.ExplainAsync(cancellationToken);

    public IAsyncEnumerable<PeerChange> WatchAsync(CancellationToken cancellationToken) => resolver.WatchAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await resolver.DisposeAsync().ConfigureAwait(false);
    }

    private void Count(long count, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        Interlocked.Add(ref lookups, count);
        foreach (var tag in tags)
        {
            if (tag is { Key: "outcome", Value: "unknown" })
            {
                Interlocked.Add(ref failed, count);
            }
        }

        LookupEnded?.Invoke();
    }
}
