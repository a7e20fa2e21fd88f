using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Membership;

namespace HeadlessDiscovery.Watching;

/// <summary>The look-up and the state behind one door: one look-up at a time, the loop's or an explanation's.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore holds nothing until its wait handle is asked for, which nobody does. Disposed while an explanation waits, it would only throw there.")]
internal sealed class LookupDesk(IPeerLookup lookup, MembershipRules rules, ResolverClock clock, UnreachableReports reports)
{
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private readonly Lock reading = new();
    private readonly QueryBudget budget = new();
    private ReportedLookup? last;

    /// <summary>What the loop made of the answers so far.</summary>
    public MembershipState State { get; private set; } = MembershipState.Start;

    /// <summary>The last look-up that advanced the state, and the state that it led to; null before the first.</summary>
    public ReportedLookup? Last
    {
        get
        {
            lock (reading)
            {
                return last;
            }
        }
    }

    public LookupPlan Plan() => lookup.Plan();

    /// <summary>One look-up, and the state that follows from it.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<LookupReport> AdvanceAsync(LookupMode mode, Func<Exception, LookupReport> broke, CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            LookupReport report;
            var askedElapsed = clock.Elapsed;
            try
            {
                report = await lookup.AskAsync(mode with { Known = State.Snapshot.Members }, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                report = broke(exception);
            }

            var now = clock.Now with { AskedElapsed = askedElapsed };
            State = MembershipTransition.Apply(State, report.Answer, rules, now);
            await ConfirmAsync(report, now, broke, cancellationToken).ConfigureAwait(false);
            if (State.ServersDisagree)
            {
                report = report with { Notes = report.Notes.Add(LookupNote.OnDisagreement(State.Snapshot.ResolvedName ?? report.Plan.ServiceName)) };
            }

            lock (reading)
            {
                last = new ReportedLookup(report, State);
            }

            if (report.Answer.Outcome == LookupOutcome.Empty && State.Tracked.IsEmpty)
            {
                lookup.Unpin();
            }

            return report;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private async ValueTask ConfirmAsync(LookupReport report, Moment now, Func<Exception, LookupReport> broke, CancellationToken cancellationToken)
    {
        // Where DNS does not answer, other names do not help; those who were reported wait.
        var answer = report.Answer;
        var isPart = answer is { IsTruncated: true, IsVerified: false, Peers.Count: > 0 };
        if (answer is { Outcome: LookupOutcome.Unknown, IsVerified: false } && !isPart)
        {
            return;
        }

        IReadOnlyCollection<Peer> reported = [.. reports.Take(EvidenceChoice.MostOwnNames).Where(peer => State.Tracked.Any(one => one.Peer == peer))];
        var request = EvidenceChoice.Of(State, reported, isPart, now.Elapsed);
        if (request.IsEmpty || !(isPart || budget.TrySpend(request.Queries, now.Elapsed)))
        {
            return;
        }

        try
        {
            var evidence = await lookup.ConfirmAsync(report, request, cancellationToken).ConfigureAwait(false);
            State = EvidenceStep.Apply(State, evidence, reported, answer, rules, now);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The answer itself stands.
            broke(exception);
        }
    }

    /// <summary>One look-up that changes no peer, and the state that would follow from it.</summary>
    public async ValueTask<(LookupReport Report, MembershipState Before, MembershipState After)> ExplainAsync(bool hostNames, CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var report = await lookup.AskAsync(new LookupMode(Hedge: true, hostNames), cancellationToken).ConfigureAwait(false);
            return (report, State, MembershipTransition.Apply(State, report.Answer, rules, clock.Now));
        }
        finally
        {
            oneAtATime.Release();
        }
    }
}
