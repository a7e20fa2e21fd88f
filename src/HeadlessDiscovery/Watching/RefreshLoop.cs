using System.Diagnostics;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Telemetry;
using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.Watching;

/// <summary>Looks up, applies the rules, arms the next turn, publishes: until it is cancelled.</summary>
internal sealed class RefreshLoop(
    string name,
    LookupDesk desk,
    RefreshSchedule schedule,
    RefreshTimer timer,
    Publication publication,
    ResolverClock clock,
    ResolverMetrics metrics,
    TransitionLog transitions,
    UnreachableReports reports,
    ILogger logger)
{
    private readonly ElapsedStamp lastVerified = new();
    private readonly ElapsedStamp staleSince = new();

    /// <summary>When the last verified answer came; null before the first.</summary>
    public TimeSpan? LastVerified => lastVerified.Value;

    /// <summary>Since when the published list is stale; null while it is not.</summary>
    public TimeSpan? StaleSince => staleSince.Value;

    public async Task RunAsync(CancellationToken stopping)
    {
        Func<Exception, LookupReport> broke = Broke;
        try
        {
            while (await timer.WakeUpAsync().ConfigureAwait(false))
            {
                if (timer.Begin() is { } turn)
                {
                    var startTimestamp = clock.Time.GetTimestamp();
                    var activity = LookupActivity.Start(name);
                    var mode = new LookupMode(Hedge: !schedule.IsBackingOff) { Probes = true };
                    var report = await desk.AdvanceAsync(mode, broke, stopping).ConfigureAwait(false);
                    End(turn, report, activity, clock.Time.GetElapsedTime(startTimestamp));
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Disposed.
        }
    }

    private void End(RefreshTurn turn, LookupReport report, Activity? activity, TimeSpan took)
    {
        var before = publication.Current;
        var question = report.Answer.Name ?? before.ResolvedName ?? report.Plan.ServiceName;
        LookupActivity.End(activity, question, report.Answer);
        metrics.LookedUp(name, question, report.Answer, took);

        var now = clock.Elapsed;
        if (report.Answer.IsVerified)
        {
            lastVerified.Value = now;
        }

        staleSince.Value = desk.State.Snapshot.IsStale ? StaleSince ?? now : null;

        // The timer is armed before the snapshot is published: a reader that moves the clock on must find it.
        var delay = schedule.Next(report.Answer, desk.State, now, took);
        if (reports.HasWaiting)
        {
            timer.PullForward();
        }

        timer.Arm(delay, mayHurry: !schedule.IsBackingOff);
        var after = desk.State.Snapshot;
        publication.Publish(after);
        Tell(before, after, report, now);
        logger.LookedUp(name, report.Answer.Outcome, report.Answer.Reason, took.TotalMilliseconds, delay.TotalSeconds);
        turn.End(report, after);
    }

    private void Tell(PeerSnapshot before, PeerSnapshot after, LookupReport report, TimeSpan now)
    {
        transitions.Plan(report.Plan);
        if (!report.Notes.IsEmpty)
        {
            transitions.Notes(report.Notes);
        }

        var change = after.Version == before.Version ? null : new PeerChange(before, after);
        if (change is not null)
        {
            metrics.Changed(name, change);
        }

        var detail = report.Answer.Outcome == LookupOutcome.Unknown ? LookupFailure.Detail(report) : string.Empty;
        transitions.Step(before, after, change, detail, now);
    }

    private LookupReport Broke(Exception exception)
    {
        logger.LookupBroke(name, exception);
        return new LookupReport
        {
            Answer = new PeerAnswer { Outcome = LookupOutcome.Unknown, Reason = LookupReason.Malformed },
            Plan = desk.Plan(),
            Error = exception,
        };
    }
}
