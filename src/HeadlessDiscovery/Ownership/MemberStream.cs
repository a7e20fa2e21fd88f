namespace HeadlessDiscovery;

/// <summary>Only those versions of a stream that differ in their members; written out, because the compiler's own would merge the two tokens into a third.</summary>
internal sealed class MemberStream(IAsyncEnumerable<PeerChange> versions) : IAsyncEnumerable<PeerChange>
{
    public IAsyncEnumerator<PeerChange> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new Enumerator(versions.GetAsyncEnumerator(cancellationToken));

    private sealed class Enumerator(IAsyncEnumerator<PeerChange> versions) : IAsyncEnumerator<PeerChange>
    {
        private PeerChange? last;

        public PeerChange Current => last!;

        public async ValueTask<bool> MoveNextAsync()
        {
            while (await versions.MoveNextAsync().ConfigureAwait(false))
            {
                var next = versions.Current;
                if (last is null)
                {
                    last = next;
                    return true;
                }

                // From what this reader got last: it skipped the versions in between.
                var change = new PeerChange(last.Current, next.Current);
                if (change.ChangesMembers)
                {
                    last = change;
                    return true;
                }
            }

            return false;
        }

        public ValueTask DisposeAsync() => versions.DisposeAsync();
    }
}
