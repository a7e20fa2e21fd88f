using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Simulation.World;

namespace HeadlessDiscovery.Simulation.Clients;

/// <summary>Reports a lookup that begins while another one of the same resolver is under way.</summary>
internal sealed class OverlapCheck(IPeerLookup inner, Watcher pod) : IPeerLookup
{
    private int underWay;

    public ValueTask<LookupReport> AskAsync(LookupMode mode, CancellationToken cancellationToken) =>
        WithoutAnother(inner, (mode, cancellationToken), static (lookup, call) => lookup.AskAsync(call.mode, call.cancellationToken));

    public ValueTask<PeerEvidence> ConfirmAsync(LookupReport report, EvidenceRequest request, CancellationToken cancellationToken) =>
        WithoutAnother(inner, (report, request, cancellationToken), static (lookup, call) => lookup.ConfirmAsync(call.report, call.request, call.cancellationToken));

    public LookupPlan Plan() => inner.Plan();

    public void Unpin() => inner.Unpin();

    private ValueTask<T> WithoutAnother<TCall, T>(IPeerLookup lookup, TCall call, Func<IPeerLookup, TCall, ValueTask<T>> begin)
    {
        if (++underWay > 1)
        {
            pod.World.Overlap(pod);
        }

        var running = begin(lookup, call);
        if (!running.IsCompleted)
        {
            return EndAsync(running);
        }

        underWay--;
        return running;
    }

    private async ValueTask<T> EndAsync<T>(ValueTask<T> running)
    {
        try
        {
            return await running.ConfigureAwait(false);
        }
        finally
        {
            underWay--;
        }
    }
}
