using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Tests.Support;
using HeadlessDiscovery.Watching;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tests.Watching;

/// <summary>Lookups with code of the application inside.</summary>
[Trait("rule", "O-7")]
public sealed class DetachedLookupTests
{
    private readonly FakeTimeProvider time = new();
    private readonly SlowLookup slow = new();
    private readonly DetachedLookup detached;

    public DetachedLookupTests() => detached = new DetachedLookup(slow, TimeSpan.FromSeconds(5), time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lookup_that_takes_too_long_is_Unknown_and_its_token_is_cancelled()
    {
        var asking = detached.AskAsync(default, Token).AsTask();
        await Waiting.UntilAsync(() => slow.Started == 1);
        time.Advance(TimeSpan.FromSeconds(5));
        var report = await asking.WaitAsync(TimeSpan.FromSeconds(30), Token);

        Assert.Equal((LookupOutcome.Unknown, LookupReason.Deadline), (report.Answer.Outcome, report.Answer.Reason));
        Assert.Equal((LookupNoteKind.PipelineGaveUp, "The pipeline of ConfigureLookup did not end within 5 s; the lookup was cancelled."), (Assert.Single(report.Notes).Kind, report.Notes[0].Text));
        await Waiting.UntilAsync(() => slow.IsCancelled);
    }

    [Fact]
    public async Task A_caller_who_cancels_goes_on_with_its_own_token_and_the_lookup_is_cancelled()
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var asking = detached.AskAsync(default, cancelled.Token).AsTask();
        await Waiting.UntilAsync(() => slow.Started == 1);
        await cancelled.CancelAsync();

        Assert.Equal(cancelled.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking)).CancellationToken);
        await Waiting.UntilAsync(() => slow.IsCancelled);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => detached.AskAsync(default, cancelled.Token).AsTask());
        Assert.Equal(1, slow.Started);
    }

    [Fact]
    public async Task No_lookup_starts_while_the_one_before_has_not_ended()
    {
        var first = detached.AskAsync(default, Token).AsTask();
        await Waiting.UntilAsync(() => slow.Started == 1);
        time.Advance(TimeSpan.FromSeconds(5));
        await first.WaitAsync(TimeSpan.FromSeconds(30), Token);

        // The first goes on, whatever its token says, for as long as the second may take.
        var second = detached.AskAsync(default, Token).AsTask();
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(LookupReason.Deadline, (await second.WaitAsync(TimeSpan.FromSeconds(30), Token)).Answer.Reason);
        Assert.Equal(1, slow.Started);
        slow.End();
        Assert.Equal(LookupOutcome.Empty, (await detached.AskAsync(default, Token)).Answer.Outcome);
        Assert.Equal(2, slow.Started);
    }

    /// <summary>Ends when it is told, and not by its token.</summary>
    private sealed class SlowLookup : IPeerLookup
    {
        private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile int started;
        private volatile bool isCancelled;

        public int Started => started;

        public bool IsCancelled => isCancelled;

        public void End() => ended.SetResult();

        public async ValueTask<LookupReport> AskAsync(LookupMode mode, CancellationToken cancellationToken)
        {
            using var registration = cancellationToken.Register(() => isCancelled = true);
            Interlocked.Increment(ref started);
            await ended.Task;
            return new LookupReport { Answer = new PeerAnswer { Outcome = LookupOutcome.Empty }, Plan = Plan() };
        }

        public ValueTask<PeerEvidence> ConfirmAsync(LookupReport report, EvidenceRequest request, CancellationToken cancellationToken) => ValueTask.FromResult(PeerEvidence.None);

        public LookupPlan Plan() => new() { ServiceName = "web", Configuration = new ResolverConfiguration() };

        public void Unpin()
        {
        }
    }
}
