namespace HeadlessDiscovery.AspNetCore.Documents;

/// <summary>The words and numbers of the JSON; a contract, so not derived from the names in code.</summary>
internal static class Spelling
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

    public static string State(PeerSnapshot snapshot) => snapshot switch
    {
        { IsResolved: false } => "unresolved",
        { Count: 0, Members.IsEmpty: true } => "empty",
        _ => "found",
    };

    public static double? Seconds(TimeSpan? duration) => duration is { } time ? Math.Round(time.TotalSeconds, 6) : null;

    /// <summary>The TTL of the last verified answer.</summary>
    public static TimeSpan? Ttl(PeerSnapshot snapshot) => snapshot.IsResolved ? snapshot.ExpiresAt - snapshot.ResolvedAt : null;
}
