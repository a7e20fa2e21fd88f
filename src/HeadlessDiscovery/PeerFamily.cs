namespace HeadlessDiscovery;

/// <summary>The address families that are asked for.</summary>
public enum PeerFamily
{
    /// <summary>The families that the own addresses have; IPv4 where there is none.</summary>
    Auto = 0,

    /// <summary>A records only.</summary>
    IPv4,

    /// <summary>AAAA records only.</summary>
    IPv6,

    /// <summary>A and AAAA records. A peer with an address in each family is listed twice.</summary>
    Both,
}
