using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.Telemetry;

/// <summary>Calls the application's loggers and listeners in order, on a thread of the pool: one that blocks costs that thread and a bounded queue, and never stops the loop.</summary>
internal sealed class TelemetryQueue(string name, ResolverMetrics metrics, TransitionLog transitions, ILogger logger, bool isSingleThreaded = false) : IThreadPoolWorkItem
{
    /// <summary>How many events wait for a logger that blocks; those after them are counted only.</summary>
    public const int Capacity = 128;

    private readonly Queue<TelemetryEvent> events = new(1);
    private TaskCompletionSource? ended;
    private PeerSnapshot reported = PeerSnapshot.Unresolved;
    private string? broken;
    private long lost;
    private bool isReporting;
    private bool isClosed;

    /// <summary>Queues an event, and returns immediately.</summary>
    public void Post(in TelemetryEvent next)
    {
        lock (events)
        {
            if (!isClosed)
            {
                Add(next);
                return;
            }
        }

        if (next.Kind is TelemetryEventKind.HandlerFailed or TelemetryEventKind.CallbackFailed)
        {
            // After the end they log on their own thread.
            Report(next);
        }
    }

    /// <summary>No event follows; the task ends after those that wait.</summary>
    public Task CloseAsync()
    {
        lock (events)
        {
            isClosed = true;
            return isReporting ? (ended ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task : Task.CompletedTask;
        }
    }

    /// <summary>Reports all that waits. The pool runs it outside every request, and never twice at a time.</summary>
    public void Execute()
    {
        while (Take() is var (next, unreported))
        {
            try
            {
                if (unreported > 0)
                {
                    logger.Unreported(name, unreported);
                }
                else
                {
                    Report(next);
                }
            }
            catch (Exception)
            {
                // A defect of ours costs one line, neither those after it nor the process.
            }
        }
    }

    private void Add(in TelemetryEvent next)
    {
        if (events.Count == Capacity)
        {
            lost++;
            return;
        }

        events.Enqueue(next);
        if (isReporting)
        {
            return;
        }

        isReporting = true;
        if (isSingleThreaded)
        {
            Execute();
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <summary>The next event, or how many were lost once none waits; null where there is nothing to report.</summary>
    private (TelemetryEvent Next, long Unreported)? Take()
    {
        lock (events)
        {
            if (events.TryDequeue(out var next))
            {
                return (next, 0);
            }

            if (lost > 0)
            {
                (var count, lost) = (lost, 0);
                return (default, count);
            }

            isReporting = false;
            ended?.TrySetResult();
            return null;
        }
    }

    private void Report(in TelemetryEvent next)
    {
        switch (next.Kind)
        {
            case TelemetryEventKind.LookedUp:
                LookedUp(next);
                break;
            case TelemetryEventKind.Overdue:
                logger.Overdue(name, next.Took.TotalSeconds);
                transitions.Overdue(next.Elapsed);
                reported = next.Snapshot;
                break;
            case TelemetryEventKind.Broke:
                Broke(next.Error!);
                break;
            case TelemetryEventKind.HandlerFailed:
                logger.HandlerFailed(name, next.Error!);
                break;
            default:
                logger.CallbackFailed(name, next.Error!);
                break;
        }
    }

    // Once, until lookups succeed again: a defect that lasts is the same at every one of them.
    private void Broke(Exception exception)
    {
        if (!string.Equals(broken, exception.GetType().FullName, StringComparison.Ordinal))
        {
            broken = exception.GetType().FullName;
            logger.LookupBroke(name, exception);
        }
    }

    private void LookedUp(in TelemetryEvent next)
    {
        broken = next.Outcome == LookupOutcome.Unknown ? broken : null;
        LookupActivity.Record(name, next);
        metrics.LookedUp(name, next);
        transitions.Plan(next.Plan!);
        if (!next.Notes.IsEmpty)
        {
            transitions.Notes(next.Notes);
        }

        // Since what was reported last: an event in between may be lost.
        var before = reported;
        reported = next.Snapshot;
        var change = reported.Version == before.Version ? null : new PeerChange(before, reported);
        if (change is not null)
        {
            metrics.Changed(name, change);
        }

        transitions.Step(before, reported, change, next.Detail, next.Elapsed);
        logger.LookedUp(name, next.Outcome, next.Reason, next.Took.TotalMilliseconds, next.Delay.TotalSeconds);
    }
}
