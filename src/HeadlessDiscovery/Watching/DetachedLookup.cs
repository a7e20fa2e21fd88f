using HeadlessDiscovery.Lookup;

namespace HeadlessDiscovery.Watching;

/// <summary>Runs lookups with code of the application inside where nobody has to wait for it: whoever cancels goes on at once, and no second one starts while the first still runs.</summary>
internal sealed class DetachedLookup(IPeerLookup inner) : IPeerLookup
{
    private Task last = Task.CompletedTask;

    public async ValueTask<LookupReport> AskAsync(LookupMode mode, CancellationToken cancellationToken)
    {
        await last.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        var ending = new CancellationTokenSource();
        var token = ending.Token;
        var running = Task.Run(() => inner.AskAsync(mode, token).AsTask(), CancellationToken.None);
        last = EndedAsync(running, ending);
        try
        {
            return await running.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Not by a token that is linked to ours: a callback that blocks would keep ours from ending anything else.
            _ = CancelAsync(ending);
            throw;
        }
    }

    // No code of the application runs there.
    public ValueTask<PeerEvidence> ConfirmAsync(LookupReport report, EvidenceRequest request, CancellationToken cancellationToken) =>
        inner.ConfirmAsync(report, request, cancellationToken);

    public LookupPlan Plan() => inner.Plan();

    public void Unpin() => inner.Unpin();

    private static async Task EndedAsync(Task running, CancellationTokenSource ending)
    {
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ending.Dispose();
    }

    private static async Task CancelAsync(CancellationTokenSource ending)
    {
        try
        {
            await ending.CancelAsync().ConfigureAwait(false);
        }
        catch (AggregateException)
        {
            // A strategy of ConfigureLookup may have registered a callback that throws: nobody waits for this lookup any more.
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }
}
