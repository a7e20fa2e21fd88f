namespace HeadlessDiscovery.Telemetry;

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
