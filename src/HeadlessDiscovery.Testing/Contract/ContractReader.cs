namespace HeadlessDiscovery.Testing;

/// <summary>Reads one stream item by item, and checks each item against the previous one.</summary>
internal sealed class ContractReader(IPeerResolver resolver, CancellationToken safety) : IAsyncDisposable
{
    private readonly CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(safety);
    private IAsyncEnumerator<PeerChange>? items;
    private Task<bool>? pending;
    private PeerSnapshot? last;

    /// <summary>The token of this stream only.</summary>
    public CancellationTokenSource Ending => ending;

    /// <summary>The read in flight; started if there is none.</summary>
    public Task<bool> Pending => pending ??= (items ??= resolver.WatchAsync(ending.Token).GetAsyncEnumerator(CancellationToken.None)).MoveNextAsync().AsTask();

    public async Task<PeerChange> NextAsync()
    {
        var more = await Pending.WaitAsync(safety).ConfigureAwait(false);
        pending = null;
        ContractScene.Expect(more, "The stream ended before disposal");
        var item = items!.Current;
        ContractScene.Expect(
            item.Previous.Version == (last ?? PeerSnapshot.Unresolved).Version && item.Previous.SequenceEqual(last ?? PeerSnapshot.Unresolved),
            $"An item must be relative to what this reader saw last ({last ?? PeerSnapshot.Unresolved}), and is relative to {item.Previous}");
        ContractScene.Expect(last is null || item.Current.Version > last.Version, $"Versions must grow, and {item.Current} followed {last}");
        last = item.Current;
        return item;
    }

    public async Task<PeerChange> NextUntilAsync(Func<PeerSnapshot, bool> condition)
    {
        while (true)
        {
            var item = await NextAsync().ConfigureAwait(false);
            if (condition(item.Current))
            {
                return item;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync().ConfigureAwait(false);
        if (pending is not null)
        {
            await ((Task)pending).WaitAsync(safety).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // An enumerator must not be disposed during a read, so one that ignores its token is abandoned.
        if (items is not null && pending is not { IsCompleted: false })
        {
            await items.DisposeAsync().ConfigureAwait(false);
        }

        ending.Dispose();
    }
}
