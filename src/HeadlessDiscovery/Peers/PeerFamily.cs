namespace HeadlessDiscovery;

/// <summary>The address families that are queried.</summary>
public enum PeerFamily
{
    /// <summary>
    /// One family, so that each pod is one peer: that of <c>POD_IP</c> (the first of <c>POD_IPS</c>, or of <see cref="HeadlessPeersOptions.SelfAddresses"/>).
    /// If none is set, IPv4 if an interface has it, otherwise IPv6.
    /// </summary>
    Auto = 0,

    /// <summary>A records only.</summary>
    IPv4,

    /// <summary>AAAA records only.</summary>
    IPv6,

    /// <summary>
    /// A and AAAA records. A pod with an address in each family is two peers and two members. With <see cref="HeadlessPeersOptions.PortName"/>, host names show
    /// which two are one pod (<see cref="PeerSnapshot.GetPods"/>); without it, and for pods without their own host name, nothing does.
    /// </summary>
    Both,
}
