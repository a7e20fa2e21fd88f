namespace HeadlessDiscovery.Tool.Output.Json;

/// <summary>The spelling of enumerations in JSON; part of the contract, so not derived from the names in code.</summary>
internal static class JsonWords
{
    public static string Of(LookupOutcome outcome) => outcome switch
    {
        LookupOutcome.Found => "found",
        LookupOutcome.Empty => "empty",
        _ => "unknown",
    };

    public static string Of(SelfPresence self) => self switch
    {
        SelfPresence.Absent => "absent",
        SelfPresence.Present => "present",
        SelfPresence.Lost => "lost",
        _ => "unknown",
    };

    public static string StateOf(PeerSnapshot snapshot) => snapshot switch
    {
        { IsResolved: false } => "unresolved",
        { Count: 0, Members.IsEmpty: true } => "empty",
        _ => "found",
    };

    public static string Of(WatchEventKind kind) => kind switch
    {
        WatchEventKind.Snapshot => "snapshot",
        WatchEventKind.Name => "name",
        WatchEventKind.Stale => "stale",
        WatchEventKind.Fresh => "fresh",
        WatchEventKind.Change => "change",
        WatchEventKind.Held => "held",
        WatchEventKind.Self => "self",
        WatchEventKind.Lookup => "lookup",
        WatchEventKind.End => "end",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not an event of docs/cli.md."),
    };
}
