namespace HeadlessDiscovery;

/// <summary>What this process is to the service.</summary>
public enum PeerMembership
{
    /// <summary>A pod of the service: its own address is expected in the answer.</summary>
    Member = 0,

    /// <summary>Only a client of the service: its own address is never a member, and its absence is no warning.</summary>
    Client,
}
