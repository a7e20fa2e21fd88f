namespace HeadlessDiscovery.Watching;

/// <summary>One reader of a publication: every version it is quick enough for, and always the last.</summary>
internal sealed class PeerReader(Publication publication, PublishedState start)
{
    private PublishedState seen = start;

    /// <summary>The change since what this reader saw last; null once the publication is closed.</summary>
    public async ValueTask<PeerChange?> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var now = publication.State;
            if (now.Snapshot.Version > seen.Snapshot.Version)
            {
                var change = new PeerChange(seen.Snapshot, now.Snapshot);
                seen = now;
                return change;
            }

            if (now.IsClosed)
            {
                return null;
            }

            await now.Changed.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
