namespace HeadlessDiscovery.Lookup;

/// <summary>The peers of <see cref="HeadlessPeersOptions.StaticPeers"/>, without a query.</summary>
internal sealed class StaticPeerLookup(HeadlessPeersOptions options, string serviceName) : IPeerLookup
{
    private readonly LookupReport report = new()
    {
        Answer = new PeerAnswer
        {
            Outcome = LookupOutcome.Found,
            IsStatic = true,
            Peers = new AnsweredPeers(options.StaticPeers.Select(Peer.Parse).Select(peer => peer.Port is null ? new Peer(peer.Address, options.Port) : peer)),
        },
        Plan = new LookupPlan { ServiceName = serviceName, Configuration = new ResolverConfiguration() },
    };

    public ValueTask<LookupReport> AskAsync(LookupMode mode, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(report);
    }

    public ValueTask<PeerEvidence> ConfirmAsync(LookupReport report, EvidenceRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(PeerEvidence.None);

    public LookupPlan Plan() => report.Plan;

    public void Unpin()
    {
    }
}
