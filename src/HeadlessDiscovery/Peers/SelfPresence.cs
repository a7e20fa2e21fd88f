namespace HeadlessDiscovery;

/// <summary>Whether DNS lists this pod's address for the service.</summary>
public enum SelfPresence
{
    /// <summary>There is no verified answer yet.</summary>
    Unknown = 0,

    /// <summary>There were verified answers, none with this pod's address.</summary>
    Absent,

    /// <summary>This pod's address is in the answer.</summary>
    Present,

    /// <summary>This pod's address was in the answer and is no longer: terminating, or no longer ready.</summary>
    Lost,
}

/// <summary>The spelling of a <see cref="SelfPresence"/> in JSON.</summary>
public static class SelfPresenceExtensions
{
    /// <summary>The stable code of a presence, as in docs/cli.md.</summary>
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
