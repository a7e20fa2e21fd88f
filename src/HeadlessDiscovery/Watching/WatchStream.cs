namespace HeadlessDiscovery.Watching;

/// <summary>The stream of <see cref="IPeerResolver.WatchAsync"/>; written out, because the compiler's own would merge the two tokens into a third.</summary>
internal sealed class WatchStream(Publication publication, Action start, CancellationToken callToken) : IAsyncEnumerable<PeerChange>
{
    public IAsyncEnumerator<PeerChange> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        start();
        return new Enumerator(publication, callToken, cancellationToken);
    }

    private sealed class Enumerator : IAsyncEnumerator<PeerChange>
    {
        private readonly Publication publication;
        private readonly CancellationToken callToken;
        private readonly CancellationToken enumerationToken;
        private readonly CancellationTokenSource? both;
        private PeerReader? reader;

        public Enumerator(Publication publication, CancellationToken callToken, CancellationToken enumerationToken)
        {
            this.publication = publication;
            this.callToken = callToken;
            this.enumerationToken = enumerationToken;
            both = callToken.CanBeCanceled && enumerationToken.CanBeCanceled && callToken != enumerationToken
                ? CancellationTokenSource.CreateLinkedTokenSource(callToken, enumerationToken)
                : null;
        }

        public PeerChange Current { get; private set; } = null!;

        public async ValueTask<bool> MoveNextAsync()
        {
            callToken.ThrowIfCancellationRequested();
            enumerationToken.ThrowIfCancellationRequested();
            if (reader is null)
            {
                var known = publication.State;
                reader = new PeerReader(publication, known);
                Current = new PeerChange(PeerSnapshot.Unresolved, known.Snapshot);
                return true;
            }

            var token = both?.Token ?? (callToken.CanBeCanceled ? callToken : enumerationToken);
            try
            {
                if (await reader.NextAsync(token).ConfigureAwait(false) is not { } change)
                {
                    return false;
                }

                Current = change;
                return true;
            }
            catch (OperationCanceledException)
            {
                callToken.ThrowIfCancellationRequested();
                enumerationToken.ThrowIfCancellationRequested();
                throw;
            }
        }

        public ValueTask DisposeAsync()
        {
            both?.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
