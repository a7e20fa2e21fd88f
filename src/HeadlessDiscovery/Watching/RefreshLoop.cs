using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Telemetry;

namespace HeadlessDiscovery.Watching;

/// <summary>Looks up, applies the rules, arms the next turn, publishes: until it is cancelled. Calls no code of the application.</summary>
internal sealed class RefreshLoop(
    StatefulLookup desk,
    RefreshSchedule schedule,
    RefreshTimer timer,
    OverdueTimer overdue,
    Publication publication,
    ResolverClock clock,
    UnreachableReports unreachable,
    TelemetryQueue telemetry)
{
    private static readonly TimeSpan AfterDefect = TimeSpan.FromSeconds(5);

    private ElapsedStamp lastVerified = new();
    private ElapsedStamp staleSince = new();
    private ElapsedStamp overdueAfter = new();

    /// <summary>When the last verified answer came; null before the first.</summary>
    public TimeSpan? LastVerified => lastVerified.Value;

    /// <summary>Since when the published list is stale; null while it is not.</summary>
    public TimeSpan? StaleSince => staleSince.Value;

    /// <summary>How many lookups ended, and how.</summary>
    public LookupTally Tally { get; } = new();

    public async Task RunAsync(CancellationToken stopping)
    {
        desk.Begin();
        Expect(overdue.Turn);
        while (await timer.WakeUpAsync().ConfigureAwait(false))
        {
            if (timer.Begin() is not { } turn)
            {
                continue;
            }

            try
            {
                var startTimestamp = clock.Time.GetTimestamp();
                var report = await desk.AdvanceAsync(hedge: !schedule.IsBackingOff, stopping).ConfigureAwait(false);
                End(turn, report, clock.Time.GetElapsedTime(startTimestamp));
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // What went wrong before the next turn was armed must not be the last turn.
                timer.Arm(AfterDefect, mayHurry: false);
                turn.Break(desk.Broke(exception));
            }
        }
    }

    /// <summary>Called by the timer of its own: the loop may stand, or wait for somebody who does not come back.</summary>
    public void CheckOverdue()
    {
        if (desk.MarkOverdue(overdueAfter.Value ?? overdue.Turn) is { } marked)
        {
            staleSince.Value ??= clock.Elapsed;
            publication.Publish(marked.Snapshot);
            telemetry.Post(new TelemetryEvent { Kind = TelemetryEventKind.Overdue, Snapshot = marked.Snapshot, Took = marked.Since, Elapsed = clock.Elapsed });
        }

        // Whatever made it miss its turn.
        timer.Wake();
    }

    private void End(RefreshTurn turn, LookupReport report, TimeSpan took)
    {
        var before = publication.Current;
        var now = clock.Elapsed;

        // The network's time for what is measured; the schedule goes by when the turn began.
        var measured = report.Context is null ? took : report.Duration;
        Tally.Count(report.Answer.Outcome == LookupOutcome.Unknown, measured);
        if (report.Answer.IsVerified)
        {
            lastVerified.Value = now;
            Expect(overdue.Longest(schedule.Interval(report.Answer.Ttl)));
        }

        staleSince.Value = desk.State.Snapshot.IsStale ? StaleSince ?? now : null;

        // The timer is armed before the snapshot is published: a reader that moves the clock on must find it.
        var delay = schedule.Next(report.Answer, desk.State, now, took);
        if (unreachable.HasWaiting && desk.MayConfirm)
        {
            timer.PullForward();
        }

        timer.Arm(delay, mayHurry: !schedule.IsBackingOff);
        var after = desk.State.Snapshot;
        publication.Publish(after);
        telemetry.Post(new TelemetryEvent
        {
            Kind = TelemetryEventKind.LookedUp,
            Snapshot = after,
            Plan = report.Plan,
            Notes = report.Notes,
            Outcome = report.Answer.Outcome,
            Reason = report.Answer.Reason,
            Question = report.Answer.Name ?? before.ResolvedName ?? report.Plan.ServiceName,
            Records = report.Answer.Peers.Count,
            Detail = report.Answer.Outcome == LookupOutcome.Unknown ? LookupFailure.Detail(report) : string.Empty,
            Took = measured,
            Delay = delay,
            Elapsed = now,
            At = clock.Time.GetUtcNow(),
        });
        turn.End(report, after);
    }

    private void Expect(TimeSpan after)
    {
        overdueAfter.Value = after;
        overdue.Expect(after);
    }
}

/// <summary>A point of the resolver's clock, or none: set by the loop, and read by whoever collects metrics.</summary>
internal struct ElapsedStamp()
{
    private const long None = -1;

    // One word: a TimeSpan? has two, and could be read as half of the old one and half of the new one.
    private long ticks = None;

    public TimeSpan? Value
    {
        readonly get => Volatile.Read(in ticks) is var read && read == None ? null : new TimeSpan(read);
        set => Volatile.Write(ref ticks, value?.Ticks ?? None);
    }
}
