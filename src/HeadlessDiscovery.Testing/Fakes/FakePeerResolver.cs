using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using HeadlessDiscovery.Events;

namespace HeadlessDiscovery.Testing;

/// <summary>An <see cref="IPeerResolver"/> whose answers are set by the test, and which keeps every promise of the real one.</summary>
/// <remarks>
/// Unresolved until the first answer: <see cref="Set(string[])"/>, <see cref="Add(string[])"/>, <see cref="Remove"/> or <see cref="Empty"/>. It sends no queries and starts no threads or timers. Thread-safe.
/// </remarks>
public sealed partial class FakePeerResolver : IPeerResolver, IAsyncDisposable, IDisposable
{
    private readonly Lock gate = new();
    private readonly FakePublication publication = new();
    private readonly FakeLookups lookups;
    private readonly ChangeHandlers peersHandlers;
    private readonly ChangeHandlers membersHandlers;
    private readonly TimeProvider time;
    private readonly string resolvedName;
    private FakeView view = new();

    /// <summary>Creates a resolver that has not resolved anything yet.</summary>
    /// <param name="name">The registration name; the empty string for the unnamed resolver.</param>
    /// <param name="timeProvider">The clock for the times of snapshots; the system clock if null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public FakePeerResolver(string name = "", TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
        time = timeProvider ?? TimeProvider.System;
        resolvedName = $"{(name.Length == 0 ? "fake" : name)}.default.svc.cluster.local.";
        lookups = new(Conclude);
        peersHandlers = new(this, () => Current, publication.WatchAsync, static change => !change.Added.IsEmpty || !change.Removed.IsEmpty, HandlerFailed);
        membersHandlers = new(this, () => Current, publication.WatchAsync, ChangesMembers, HandlerFailed);
    }

    /// <inheritdoc/>
    public event EventHandler<PeersChangedEventArgs>? PeersChanged
    {
        add => peersHandlers.Add(value);
        remove => peersHandlers.Remove(value);
    }

    /// <inheritdoc/>
    public event EventHandler<PeersChangedEventArgs>? MembersChanged
    {
        add => membersHandlers.Add(value);
        remove => membersHandlers.Remove(value);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>How long an answer is valid, which is the time between <see cref="PeerSnapshot.ResolvedAt"/> and <see cref="PeerSnapshot.ExpiresAt"/>.</summary>
    /// <value>Default: 5 s.</value>
    public TimeSpan Ttl { get; set; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public PeerSnapshot Current => publication.Current;

    /// <inheritdoc/>
    public async ValueTask<PeerSnapshot> GetPeersAsync(CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref getPeersCalls);
        await foreach (var change in publication.WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            if (change.Current.IsResolved)
            {
                return Current;
            }
        }

        throw new ObjectDisposedException(nameof(FakePeerResolver));
    }

    /// <inheritdoc/>
    /// <remarks>Waits while lookups are paused, and until the test has set an answer.</remarks>
    public async ValueTask<PeerSnapshot> RefreshAsync(CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref refreshCalls);
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(publication.IsEnded, this);
        return await lookups.Join().WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<PeerChange> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref openStreams);
        try
        {
            await foreach (var change in publication.WatchAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return change;
            }
        }
        finally
        {
            Interlocked.Decrement(ref openStreams);
        }
    }

    /// <inheritdoc/>
    /// <remarks>The fake only adds the peer to <see cref="ReportedUnreachable"/>.</remarks>
    public void ReportUnreachable(Peer peer)
    {
        ArgumentNullException.ThrowIfNull(peer);
        ImmutableInterlocked.Update(ref reported, static (list, added) => list.Add(added), peer);
    }

    /// <summary>Ends all streams and waits. <see cref="Current"/> remains available. Calling it again has no effect.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            publication.End();
        }

        lookups.End();
    }

    /// <inheritdoc cref="Dispose"/>
    /// <returns>A completed task.</returns>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private static bool ChangesMembers(PeerChange change) =>
        !change.AddedMembers.IsEmpty || !change.RemovedMembers.IsEmpty || change.Previous.SelfPeer != change.Current.SelfPeer;

    private PeerSnapshot Conclude()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(publication.IsEnded, this);
            if (view.Failure != LookupReason.None)
            {
                throw new PeerResolutionException($"The fake of '{Name}' was set to fail: {view.Failure.ToCode()}. The last known peers are kept: {Current}.", Name, view.Failure);
            }

            publication.Publish(Render());
            return Current;
        }
    }

    private PeerSnapshot Render() => FakeSnapshot.Of(view, Current, resolvedName, time.GetUtcNow(), Ttl);
}
