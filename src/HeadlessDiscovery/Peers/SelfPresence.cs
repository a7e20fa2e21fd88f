namespace HeadlessDiscovery;

/// <summary>Whether this process's own address is among the addresses that DNS gives for the service.</summary>
public enum SelfPresence
{
    /// <summary>No verified answer was seen yet.</summary>
    Unknown = 0,

    /// <summary>Verified answers were seen, this pod's address in none of them.</summary>
    Absent,

    /// <summary>This pod's address is in the answer.</summary>
    Present,

    /// <summary>This pod's address was in the answer and is no longer: terminating, or no longer ready.</summary>
    Lost,
}

/// <summary>The spelling of a <see cref="SelfPresence"/> in JSON.</summary>
public static class SelfPresenceExtensions
{
    /// <summary>The stable code of the own presence, as in docs/cli.md.</summary>
    /// <param name="self">The presence.</param>
    /// <returns><c>unknown</c>, <c>absent</c>, <c>present</c> or <c>lost</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="self"/> is not a defined value.</exception>
    public static string ToCode(this SelfPresence self) => self switch
    {
        SelfPresence.Unknown => "unknown",
        SelfPresence.Absent => "absent",
        SelfPresence.Present => "present",
        SelfPresence.Lost => "lost",
        _ => throw new ArgumentOutOfRangeException(nameof(self), self, "Not a defined SelfPresence."),
    };
}
