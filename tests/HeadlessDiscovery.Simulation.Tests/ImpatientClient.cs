using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Simulation.Clients;
using HeadlessDiscovery.Simulation.World;

namespace HeadlessDiscovery.Simulation.Tests;

/// <summary>Begins a lookup that does not end, and another one.</summary>
internal sealed class ImpatientClient(Watcher pod) : Client
{
    public override long Version => 0;

    public override bool IsResolved => false;

    public override void Start()
    {
        var lookup = new OverlapCheck(new EndlessLookup(), pod);
        _ = lookup.AskAsync(new LookupMode(Hedge: true), CancellationToken.None).AsTask();
        _ = lookup.AskAsync(new LookupMode(Hedge: true), CancellationToken.None).AsTask();
    }

    public override void Read(List<int> into)
    {
    }

    public override void Dispose()
    {
    }

    private sealed class EndlessLookup : IPeerLookup
    {
        public ValueTask<LookupReport> AskAsync(LookupMode mode, CancellationToken cancellationToken) => new(new TaskCompletionSource<LookupReport>().Task);

        public ValueTask<PeerEvidence> ConfirmAsync(LookupReport report, EvidenceRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public LookupPlan Plan() => throw new NotSupportedException();

        public void Unpin()
        {
        }
    }
}
