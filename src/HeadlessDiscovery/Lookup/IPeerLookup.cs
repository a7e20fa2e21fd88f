using System.Collections.Immutable;

namespace HeadlessDiscovery.Lookup;

/// <summary>Asks once who the peers are. Not for two calls at a time.</summary>
internal interface IPeerLookup
{
    /// <summary>One lookup. Throws only where the token is cancelled.</summary>
    ValueTask<LookupReport> AskAsync(LookupMode mode, CancellationToken cancellationToken);

    /// <summary>Queries single peers by other names, beside a lookup that has just ended.</summary>
    ValueTask<PeerEvidence> ConfirmAsync(LookupReport report, EvidenceRequest request, CancellationToken cancellationToken);

    /// <summary>What a lookup would ask now.</summary>
    LookupPlan Plan();

    /// <summary>Searches all candidates again at the next lookup, after the pinned name was published as empty.</summary>
    void Unpin();
}

/// <summary>How a lookup queries.</summary>
/// <param name="Hedge">Whether a silent first try is helped by a second one; not during a back-off.</param>
/// <param name="HostNames">Whether the SRV records of the service itself are queried, which name its pods.</param>
internal readonly record struct LookupMode(bool Hedge, bool HostNames = false)
{
    /// <summary>The peers so far, sorted: an answer that lacks one of them waits for a server that was queried before.</summary>
    public ImmutableArray<Peer> Known { get => field.IsDefault ? [] : field; init; }

    /// <summary>Whether servers that failed are probed beside it.</summary>
    public bool Probes { get; init; }
}
