using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.Telemetry;

/// <summary>Calls the application's loggers and listeners in order, on a thread of its own: one that blocks costs that thread and a bounded queue, and never stops the loop.</summary>
internal sealed class TelemetryQueue(string name, ResolverMetrics metrics, TransitionLog transitions, ILogger logger, bool isSingleThreaded = false)
{
    /// <summary>How many events wait for a logger that blocks; those after them are counted only.</summary>
    public const int Capacity = 128;

    private readonly Channel<TelemetryEvent> events = Channel.CreateBounded<TelemetryEvent>(new BoundedChannelOptions(Capacity) { SingleReader = true, AllowSynchronousContinuations = isSingleThreaded });
    private PeerSnapshot reported = PeerSnapshot.Unresolved;
    private string? broken;
    private long lost;
    private volatile bool isClosed;

    /// <summary>Queues an event, and returns immediately.</summary>
    public void Post(in TelemetryEvent next)
    {
        if (events.Writer.TryWrite(next))
        {
            return;
        }

        if (!isClosed)
        {
            Interlocked.Increment(ref lost);
        }
        else if (next.Kind is TelemetryEventKind.HandlerFailed or TelemetryEventKind.CallbackFailed)
        {
            // After the end they log on their own thread.
            Report(next);
        }
    }

    /// <summary>No event follows; <see cref="RunAsync"/> ends after those that wait.</summary>
    public void Close()
    {
        isClosed = true;
        events.Writer.TryComplete();
    }

    public async Task RunAsync()
    {
        while (await events.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (events.Reader.TryRead(out var next))
            {
                Report(next);
            }

            if (Interlocked.Exchange(ref lost, 0) is > 0 and var count)
            {
                logger.Unreported(name, count);
            }
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
