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
