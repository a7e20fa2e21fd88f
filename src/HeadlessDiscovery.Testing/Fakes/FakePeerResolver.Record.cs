using System.Collections.Immutable;

namespace HeadlessDiscovery.Testing;

/// <content>The recorded calls.</content>
public sealed partial class FakePeerResolver
{
    private ImmutableArray<Peer> reported = [];
    private ImmutableArray<Exception> failures = [];
    private int getPeersCalls;
    private int refreshCalls;
    private int openStreams;

    /// <summary>The number of calls to <see cref="GetPeersAsync"/>.</summary>
    public int GetPeersCalls => Volatile.Read(ref getPeersCalls);

    /// <summary>The number of calls to <see cref="RefreshAsync"/>; several calls may share one lookup.</summary>
    public int RefreshCalls => Volatile.Read(ref refreshCalls);

    /// <summary>The number of lookups that were started.</summary>
    public int Lookups => lookups.Count;

    /// <summary>The number of open enumerations of <see cref="WatchAsync"/>.</summary>
    public int OpenStreams => Volatile.Read(ref openStreams);

    /// <summary>How many handlers <see cref="PeersChanged"/> and <see cref="MembersChanged"/> have now.</summary>
    public int Handlers => peersHandlers.Count + membersHandlers.Count;

    /// <summary>What handlers of <see cref="PeersChanged"/> and <see cref="MembersChanged"/> threw, in order; may be empty, never default.</summary>
    public ImmutableArray<Exception> HandlerFailures => failures;

    /// <summary>Every peer passed to <see cref="ReportUnreachable"/>, in order and with repetitions; may be empty, never default.</summary>
    public ImmutableArray<Peer> ReportedUnreachable => reported;

    private void HandlerFailed(Exception failure) => ImmutableInterlocked.Update(ref failures, static (list, added) => list.Add(added), failure);
}
