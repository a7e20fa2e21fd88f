using System.Collections.Immutable;

namespace HeadlessDiscovery.Telemetry;

/// <summary>Something to log and to measure, as the loop leaves it behind. Holds no answer: a queue of these must stay small.</summary>
internal readonly record struct TelemetryEvent
{
    public required TelemetryEventKind Kind { get; init; }

    /// <summary>The snapshot after a lookup, or of an overdue answer.</summary>
    public PeerSnapshot Snapshot { get => field ?? PeerSnapshot.Unresolved; init; }

    public LookupPlan? Plan { get; init; }

    public ImmutableArray<LookupNote> Notes { get => field.IsDefault ? [] : field; init; }

    public LookupOutcome Outcome { get; init; }

    public LookupReason Reason { get; init; }

    /// <summary>The name that was resolved.</summary>
    public string Question { get => field ?? string.Empty; init; }

    /// <summary>How many peers the answer lists.</summary>
    public int Records { get; init; }

    /// <summary>What a line on an Unknown says beside the reason.</summary>
    public string Detail { get => field ?? string.Empty; init; }

    /// <summary>How long the lookup took, or for how long no verified answer came.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>Until the next lookup.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The time of the resolver's clock.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The time of the wall clock, UTC.</summary>
    public DateTimeOffset At { get; init; }

    public Exception? Error { get; init; }
}

/// <summary>What a <see cref="TelemetryEvent"/> is about.</summary>
internal enum TelemetryEventKind
{
    /// <summary>A lookup of the loop ended.</summary>
    LookedUp,

    /// <summary>No verified answer came for too long, whatever the loop is doing.</summary>
    Overdue,

    /// <summary>An exception that is a defect of the library.</summary>
    Broke,

    /// <summary>A handler of the application threw.</summary>
    HandlerFailed,

    /// <summary>A callback of a change token threw.</summary>
    CallbackFailed,
}
