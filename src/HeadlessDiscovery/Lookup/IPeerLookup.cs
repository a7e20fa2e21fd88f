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
