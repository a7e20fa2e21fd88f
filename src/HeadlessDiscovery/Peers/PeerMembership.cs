namespace HeadlessDiscovery;

/// <summary>The role of this process in the service.</summary>
public enum PeerMembership
{
    /// <summary>A pod of the service: DNS is expected to list this pod's address.</summary>
    Member = 0,

    /// <summary>Only a client of the service: this pod's address is never a member, and its absence causes no warning.</summary>
    Client,
}
