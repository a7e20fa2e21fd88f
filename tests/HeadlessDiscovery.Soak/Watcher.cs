namespace HeadlessDiscovery.Soak;

/// <summary>One resolver under watch: every removal is held against the truth of that moment.</summary>
internal sealed class Watcher : IAsyncDisposable
{
    private readonly PeerResolver resolver;
    private readonly Truth truth;
    private readonly Task reading;
    private long removals;
    private long additions;
    private long falseRemovals;

    public Watcher(PeerResolver resolver, Truth truth)
    {
        this.resolver = resolver;
        this.truth = truth;
        reading = Task.Run(ReadAsync);
    }

    public PeerSnapshot Current => resolver.Current;

    public long Removals => Interlocked.Read(ref removals);

    public long Additions => Interlocked.Read(ref additions);

    public long FalseRemovals => Interlocked.Read(ref falseRemovals);

    public int Missed(TimeSpan now, TimeSpan patience) => truth.Missed(Current, now, patience);

    public bool IsRight => truth.Matches(Current) && !Current.IsStale;

    public async ValueTask DisposeAsync()
    {
        await resolver.DisposeAsync();
        await reading;
    }

    private async Task ReadAsync()
    {
        await foreach (var change in resolver.WatchAsync())
        {
            Interlocked.Add(ref additions, change.Added.Length);
            Interlocked.Add(ref removals, change.Removed.Length);
            Interlocked.Add(ref falseRemovals, change.Removed.Count(truth.IsPresent));
        }
    }
}
