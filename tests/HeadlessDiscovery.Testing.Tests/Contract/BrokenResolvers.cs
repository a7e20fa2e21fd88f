using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace HeadlessDiscovery.Testing.Tests.Contract;

/// <summary>Starts a lookup for each refresh.</summary>
internal sealed class OneLookupEach(FakePeerResolver fake) : BrokenResolver(fake)
{
    private int inFlight;
    private int most;

    public override int MostLookupsAtOnce => most;

    public override async ValueTask<PeerSnapshot> RefreshAsync(CancellationToken cancellationToken = default)
    {
        most = Math.Max(most, Interlocked.Increment(ref inFlight));
        try
        {
            return await Fake.RefreshAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref inFlight);
        }
    }
}

/// <summary>Shows new peers under the old version.</summary>
internal sealed class TornSnapshot(FakePeerResolver fake) : BrokenResolver(fake)
{
    private PeerSnapshot? first;

    public override PeerSnapshot Current
    {
        get
        {
            first ??= Fake.Current;
            return new PeerSnapshot(Fake.Current) { Version = first.Version, IsResolved = true };
        }
    }
}

/// <summary>Compares the first item with itself, so that a late reader never hears who is there.</summary>
internal sealed class NothingAddedAtFirst(FakePeerResolver fake) : BrokenResolver(fake)
{
    public override async IAsyncEnumerable<PeerChange> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var isFirst = true;
        await foreach (var change in Fake.WatchAsync(cancellationToken))
        {
            yield return isFirst ? new PeerChange(change.Current, change.Current) : change;
            isFirst = false;
        }
    }
}

/// <summary>Gives every version twice.</summary>
internal sealed class Stutter(FakePeerResolver fake) : BrokenResolver(fake)
{
    public override async IAsyncEnumerable<PeerChange> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var change in Fake.WatchAsync(cancellationToken))
        {
            yield return change;
            yield return new PeerChange(change.Current, change.Current);
        }
    }
}

/// <summary>Queues every version for a slow reader.</summary>
internal sealed class Queued(FakePeerResolver fake) : BrokenResolver(fake)
{
    private readonly List<Channel<PeerSnapshot>> readers = [];

    public override void Moved() => readers.ForEach(reader => reader.Writer.TryWrite(Fake.Current));

    public override async IAsyncEnumerable<PeerChange> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var queue = Channel.CreateUnbounded<PeerSnapshot>();
        readers.Add(queue);
        queue.Writer.TryWrite(Fake.Current);
        var seen = PeerSnapshot.Unresolved;
        await foreach (var next in queue.Reader.ReadAllAsync(cancellationToken))
        {
            yield return new PeerChange(seen, next);
            seen = next;
        }
    }
}

/// <summary>Skips, but tells the last difference relative to the version before instead of what the reader saw.</summary>
internal sealed class RelativeToTheVersionBefore(FakePeerResolver fake) : BrokenResolver(fake)
{
    private PeerSnapshot before = PeerSnapshot.Unresolved;
    private PeerSnapshot now = PeerSnapshot.Unresolved;

    public override void Moved() => (before, now) = (now, Fake.Current);

    public override async IAsyncEnumerable<PeerChange> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var change in Fake.WatchAsync(cancellationToken))
        {
            yield return change.Previous.Version == 0 ? change : new PeerChange(before, now);
        }
    }
}

/// <summary>Takes a failed lookup for "there are none".</summary>
internal sealed class DropsPeersOnFailure(FakePeerResolver fake) : BrokenResolver(fake)
{
    public override PeerSnapshot Current => Fake.Current.IsStale
        ? new PeerSnapshot([]) { Version = Fake.Current.Version, IsResolved = true, StaleSince = Fake.Current.StaleSince, LastOutcome = LookupOutcome.Unknown }
        : Fake.Current;
}

/// <summary>Swallows that the lookup failed.</summary>
internal sealed class RefreshNeverThrows(FakePeerResolver fake) : BrokenResolver(fake)
{
    public override ValueTask<PeerSnapshot> RefreshAsync(CancellationToken cancellationToken = default) =>
        Fake.Current.IsStale ? new(Fake.Current) : base.RefreshAsync(cancellationToken);
}

/// <summary>Ends its streams when a lookup fails.</summary>
internal sealed class StreamsDieOnFailure(FakePeerResolver fake) : BrokenResolver(fake)
{
    public override async IAsyncEnumerable<PeerChange> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var change in Fake.WatchAsync(cancellationToken))
        {
            if (change.Current.IsStale)
            {
                yield break;
            }

            yield return change;
        }
    }
}

/// <summary>Calls its handlers one after the other where the source moves, as a plain event does.</summary>
internal sealed class PlainEvent(FakePeerResolver fake) : BrokenResolver(fake)
{
    private EventHandler<PeersChangedEventArgs>? handlers;

    public override event EventHandler<PeersChangedEventArgs>? PeersChanged
    {
        add => handlers += value;
        remove => handlers -= value;
    }

    public override void Moved() => handlers?.Invoke(this, new PeersChangedEventArgs(new PeerChange(PeerSnapshot.Unresolved, Fake.Current)));
}

/// <summary>Raises an event at every version, whatever changed.</summary>
internal abstract class RaisesAtEveryVersion(FakePeerResolver fake) : BrokenResolver(fake)
{
    private PeerSnapshot last = PeerSnapshot.Unresolved;

    protected EventHandler<PeersChangedEventArgs>? Handlers { get; set; }

    public override void Moved()
    {
        if (Fake.Current.Version > last.Version)
        {
            Handlers?.Invoke(this, new PeersChangedEventArgs(new PeerChange(last, Fake.Current)));
            last = Fake.Current;
        }
    }
}

/// <summary>Raises the event at every version, peers or not.</summary>
internal sealed class EventAtEveryVersion(FakePeerResolver fake) : RaisesAtEveryVersion(fake)
{
    public override event EventHandler<PeersChangedEventArgs>? PeersChanged
    {
        add => Handlers += value;
        remove => Handlers -= value;
    }
}

/// <summary>Raises the event of the members at every version, members or not.</summary>
internal sealed class MembersEventAtEveryVersion(FakePeerResolver fake) : RaisesAtEveryVersion(fake)
{
    public override event EventHandler<PeersChangedEventArgs>? MembersChanged
    {
        add => Handlers += value;
        remove => Handlers -= value;
    }
}

/// <summary>Takes a refresh for a change.</summary>
internal sealed class VersionAtEveryRefresh(FakePeerResolver fake) : BrokenResolver(fake)
{
    public override async ValueTask<PeerSnapshot> RefreshAsync(CancellationToken cancellationToken = default)
    {
        var now = await Fake.RefreshAsync(cancellationToken);
        Fake.WithSelf("10.9.9.9", Fake.Current.Self == SelfPresence.Absent ? SelfPresence.Lost : SelfPresence.Absent);
        return now;
    }
}

/// <summary>Cancels with a token of its own.</summary>
internal sealed class ForeignToken(FakePeerResolver fake) : BrokenResolver(fake)
{
    public override async ValueTask<PeerSnapshot> GetPeersAsync(CancellationToken cancellationToken = default)
    {
        using var own = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        return await Fake.GetPeersAsync(own.Token);
    }
}

/// <summary>Does not look at the token where the answer is there already.</summary>
internal sealed class IgnoresACancelledToken(FakePeerResolver fake) : BrokenResolver(fake)
{
    public override ValueTask<PeerSnapshot> GetPeersAsync(CancellationToken cancellationToken = default) =>
        Fake.Current.IsResolved ? new(Fake.Current) : Fake.GetPeersAsync(cancellationToken);
}

/// <summary>Ends its streams at disposal with an exception.</summary>
internal sealed class LoudDisposal(FakePeerResolver fake) : BrokenResolver(fake)
{
    public override async IAsyncEnumerable<PeerChange> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var change in Fake.WatchAsync(cancellationToken))
        {
            yield return change;
        }

        throw new ObjectDisposedException(nameof(LoudDisposal));
    }
}

/// <summary>Can be disposed once.</summary>
internal sealed class DisposableOnce(FakePeerResolver fake) : BrokenResolver(fake)
{
    private bool isDisposed;

    public override void Dispose()
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        isDisposed = true;
        base.Dispose();
    }
}
