namespace HeadlessDiscovery;

/// <summary>The stream of <see cref="PeerCallExtensions.CallEachAsync"/>; written out, because the compiler's own would merge the two tokens into a third, and throw with that one.</summary>
internal sealed class PeerCallStream<T>(Func<CancellationToken, IAsyncEnumerator<PeerReply<T>>> begin, CancellationToken callToken) : IAsyncEnumerable<PeerReply<T>>
{
    public IAsyncEnumerator<PeerReply<T>> GetAsyncEnumerator(CancellationToken cancellationToken = default) => new Enumerator(begin, callToken, cancellationToken);

    private sealed class Enumerator : IAsyncEnumerator<PeerReply<T>>
    {
        private readonly CancellationToken callToken;
        private readonly CancellationToken enumerationToken;
        private readonly CancellationTokenSource? both;
        private readonly IAsyncEnumerator<PeerReply<T>> replies;

        public Enumerator(Func<CancellationToken, IAsyncEnumerator<PeerReply<T>>> begin, CancellationToken callToken, CancellationToken enumerationToken)
        {
            this.callToken = callToken;
            this.enumerationToken = enumerationToken;
            both = callToken.CanBeCanceled && enumerationToken.CanBeCanceled && callToken != enumerationToken
                ? CancellationTokenSource.CreateLinkedTokenSource(callToken, enumerationToken)
                : null;
            replies = begin(both?.Token ?? (callToken.CanBeCanceled ? callToken : enumerationToken));
        }

        public PeerReply<T> Current => replies.Current;

        public async ValueTask<bool> MoveNextAsync()
        {
            try
            {
                return await replies.MoveNextAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                callToken.ThrowIfCancellationRequested();
                enumerationToken.ThrowIfCancellationRequested();
                throw;
            }
        }

        public async ValueTask DisposeAsync()
        {
            await replies.DisposeAsync().ConfigureAwait(false);
            both?.Dispose();
        }
    }
}
