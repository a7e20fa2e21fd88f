using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Lookup;

/// <summary>Runs each lookup inside the application's own pipeline (<see cref="HeadlessPeersOptions.ConfigureLookup"/>).</summary>
internal sealed class PipelineLookup(IPeerLookup inner, UserPipeline pipeline) : IPeerLookup
{
    public async ValueTask<LookupReport> AskAsync(LookupMode mode, CancellationToken cancellationToken)
    {
        LookupReport? report = null;
        var gaveUp = await pipeline.RunAsync(
            async token =>
            {
                report = null;
                var inTime = await inner.AskAsync(mode, token).ConfigureAwait(false);
                report = inTime;
                if (!inTime.Answer.IsVerified)
                {
                    throw LookupFailure.Of(inTime);
                }
            },
            cancellationToken).ConfigureAwait(false);
        return report ?? new LookupReport
        {
            Answer = new PeerAnswer { Outcome = LookupOutcome.Unknown, Reason = gaveUp?.Reason ?? LookupReason.Network },
            Plan = inner.Plan(),
            Notes =
            [
                new LookupNote(LookupNoteKind.PipelineGaveUp, $"The pipeline of ConfigureLookup ended the lookup: {gaveUp?.Error.Message ?? "it did not run it."}")
                {
                    Value = gaveUp?.Error.Message ?? string.Empty,

                    // A message may tell the time that is left, and be another one each time.
                    Identity = $"{LookupNoteKind.PipelineGaveUp} {gaveUp?.Error.GetType()}",
                },
            ],
            Error = gaveUp?.Error,
        };
    }

    public ValueTask<PeerEvidence> ConfirmAsync(LookupReport report, EvidenceRequest request, CancellationToken cancellationToken) =>
        inner.ConfirmAsync(report, request, cancellationToken);

    public LookupPlan Plan() => inner.Plan();

    public void Unpin() => inner.Unpin();
}
