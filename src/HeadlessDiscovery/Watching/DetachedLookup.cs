using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Lookup;

namespace HeadlessDiscovery.Watching;

/// <summary>Runs lookups with code of the application inside where nobody has to wait for it: whoever cancels goes on at once, and no second one starts while the first still runs.</summary>
/// <param name="inner">The lookup.</param>
/// <param name="longest">After this it is cancelled, and reported as Unknown.</param>
/// <param name="time">The clock.</param>
internal sealed class DetachedLookup(IPeerLookup inner, TimeSpan longest, TimeProvider time) : IPeerLookup
{
    private Task last = Task.CompletedTask;

    public async ValueTask<LookupReport> AskAsync(LookupMode mode, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var deadline = new Deadline(longest, time, cancellationToken);
        await last.WaitAsync(deadline.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (deadline.IsTimeOver)
        {
            return TooLong();
        }

        cancellationToken.ThrowIfCancellationRequested();
        var ending = new CancellationTokenSource();
        var token = ending.Token;
        var running = Task.Run(() => inner.AskAsync(mode, token).AsTask(), CancellationToken.None);
        last = EndedAsync(running, ending);
        try
        {
            return await running.WaitAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (deadline.Token.IsCancellationRequested)
        {
            // Not by a token that is linked to ours: a callback that blocks would keep ours from ending anything else.
            _ = CancelAsync(ending);
            return deadline.IsTimeOver ? TooLong() : throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
    }

    // No code of the application runs there.
    public ValueTask<PeerEvidence> ConfirmAsync(LookupReport report, EvidenceRequest request, CancellationToken cancellationToken) =>
        inner.ConfirmAsync(report, request, cancellationToken);

    public LookupPlan Plan() => inner.Plan();

    public void Unpin() => inner.Unpin();

    private LookupReport TooLong() => new()
    {
        Answer = new PeerAnswer { Outcome = LookupOutcome.Unknown, Reason = LookupReason.Deadline },
        Plan = inner.Plan(),
        Notes = [new LookupNote(LookupNoteKind.PipelineGaveUp, $"The pipeline of ConfigureLookup did not end within {longest.TotalSeconds:0.#} s; the lookup was cancelled.")],
    };

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
