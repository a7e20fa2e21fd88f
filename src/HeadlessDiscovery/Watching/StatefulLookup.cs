using System.Diagnostics.CodeAnalysis;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Membership;
using HeadlessDiscovery.Telemetry;

namespace HeadlessDiscovery.Watching;

/// <summary>The lookup and the state behind one door: one lookup at a time, the loop's or an explanation's.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore holds nothing until its wait handle is asked for, which nobody does. Disposed while an explanation waits, it would only throw there.")]
internal sealed class StatefulLookup(IPeerLookup lookup, MembershipRules rules, ResolverClock clock, UnreachableReports unreachable, TelemetryQueue telemetry)
{
    // A timer of the machine may fire a moment early.
    private static readonly TimeSpan TimerPrecision = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private readonly Lock reading = new();
    private readonly QueryBudget budget = new();
    private ReportedLookup? last;
    private TimeSpan verifiedElapsed;
    private long verifiedTimestamp;
    private long staleTimestamp;
    private bool isOverdue;

    /// <summary>What the loop made of the answers so far.</summary>
    public MembershipState State { get; private set; } = MembershipState.Start;

    /// <summary>The last lookup that advanced the state, and the state that it led to; null before the first.</summary>
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

    /// <summary>Whether peers that were reported may be queried by their own names now. For the loop only.</summary>
    public bool MayConfirm => budget.HasLeft(clock.Elapsed);

    public LookupPlan Plan() => lookup.Plan();

    /// <summary>One lookup, and the state that follows from it.</summary>
    public async ValueTask<LookupReport> AdvanceAsync(bool hedge, CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            LookupReport report;
            var askedElapsed = clock.Elapsed;
            try
            {
                report = await lookup.AskAsync(new LookupMode(hedge) { Known = State.Snapshot.Members, Probes = true }, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                report = Broke(exception);
            }

            var now = clock.Now with { AskedElapsed = askedElapsed };
            lock (reading)
            {
                Advance(MembershipTransition.Apply(State, report.Answer, rules, now), report.Answer.IsVerified);
                isOverdue = false;
                verifiedElapsed = report.Answer.IsVerified ? now.Elapsed : verifiedElapsed;
            }

            await ConfirmAsync(report, now, cancellationToken).ConfigureAwait(false);
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

    /// <summary>Reports a defect, and gives the lookup that it ended: Unknown.</summary>
    public LookupReport Broke(Exception exception)
    {
        telemetry.Post(new TelemetryEvent { Kind = TelemetryEventKind.Broke, Error = exception });
        return new LookupReport
        {
            Answer = new PeerAnswer { Outcome = LookupOutcome.Unknown, Reason = LookupReason.Malformed },
            Plan = Plan(),
            Error = exception,
        };
    }

    private ValueTask ConfirmAsync(LookupReport report, ClockReading now, CancellationToken cancellationToken)
    {
        // Where DNS does not answer, other names do not help; those who were reported wait.
        var answer = report.Answer;
        var isPart = answer is { IsTruncated: true, IsVerified: false, Peers.Count: > 0 };
        var mayHelp = !answer.IsStatic && (answer.Outcome != LookupOutcome.Unknown || answer.IsVerified || isPart);
        return mayHelp && (unreachable.HasWaiting || EvidenceChoice.MayBeNeeded(State, isPart, now.Elapsed))
            ? QueryOthersAsync(report, isPart, now, cancellationToken)
            : ValueTask.CompletedTask;
    }

    private async ValueTask QueryOthersAsync(LookupReport report, bool isPart, ClockReading now, CancellationToken cancellationToken)
    {
        var taken = unreachable.Take(isPart ? EvidenceChoice.MostOwnNames : Math.Min(EvidenceChoice.MostOwnNames, budget.PeersLeft(now.Elapsed)));
        IReadOnlyCollection<Peer> reported = [.. taken.Where(peer => State.Tracked.Any(one => one.Peer == peer))];
        var request = EvidenceChoice.Of(State, reported, peer => unreachable.IsRecent(peer, now.Elapsed), isPart, now.Elapsed);
        if (request.IsEmpty)
        {
            return;
        }

        if (!isPart && !budget.TrySpend(request.Queries, now.Elapsed))
        {
            unreachable.PutBack(taken);
            return;
        }

        try
        {
            var evidence = await lookup.ConfirmAsync(report, request, cancellationToken).ConfigureAwait(false);
            if (!isPart && evidence.Queries > request.Queries)
            {
                budget.Spend(evidence.Queries - request.Queries, now.Elapsed);
            }

            lock (reading)
            {
                Advance(EvidenceStep.Apply(State, evidence, request, report.Answer, rules, now), isVerified: false);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The answer itself stands.
            Broke(exception);
        }
    }

    /// <summary>Where no verified answer came for some time, and no lookup ended that says so: makes that an Unknown of its own, once. Null otherwise.</summary>
    /// <remarks>Never waits for a lookup.</remarks>
    public (PeerSnapshot Snapshot, TimeSpan Since)? MarkOverdue(TimeSpan after)
    {
        lock (reading)
        {
            var now = clock.Now;
            var since = now.Elapsed - verifiedElapsed;
            if (isOverdue || since < after - TimerPrecision || State.IsStaleAltogether || (last is not null && !State.IsResolved))
            {
                return null;
            }

            isOverdue = true;
            var none = new PeerAnswer { Outcome = LookupOutcome.Unknown, Reason = LookupReason.Deadline };
            Advance(MembershipTransition.Apply(State, none, rules, now), isVerified: false);
            return (State.Snapshot, since);
        }
    }

    /// <summary>The time until an answer is overdue begins: when the loop starts.</summary>
    public void Begin()
    {
        lock (reading)
        {
            verifiedElapsed = clock.Elapsed;
        }
    }

    /// <summary>One lookup that changes no peer, and the state that would follow from it.</summary>
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

    private void Advance(MembershipState next, bool isVerified)
    {
        var wasStale = State.Snapshot.IsStale;
        State = next;
        var timestamp = clock.Time.GetTimestamp();
        verifiedTimestamp = isVerified ? timestamp : verifiedTimestamp;
        staleTimestamp = wasStale ? staleTimestamp : timestamp;
        next.Snapshot.Stamp(clock.Time, verifiedTimestamp, staleTimestamp);
    }
}

/// <summary>A lookup and the state after it, read together.</summary>
internal readonly record struct ReportedLookup(LookupReport Report, MembershipState State);
