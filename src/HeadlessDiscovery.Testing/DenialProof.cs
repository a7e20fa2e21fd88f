namespace HeadlessDiscovery.Testing;

/// <summary>The parts of a negative answer that differ between DNS servers: its SOA and the flags AA and RA.</summary>
public sealed class DenialProof
{
    /// <summary>SOA of the cluster zone, AA=1, RA=0: as CoreDNS and <see cref="DnsFaults.NoData()"/> send it.</summary>
    public static DenialProof CoreDns { get; } = new();

    /// <summary>No SOA, AA=0, RA=1: as dnsmasq, Docker's DNS server, and smartdns send it.</summary>
    public static DenialProof None { get; } = new() { HasSoa = false, IsAuthoritative = false, IsRecursive = true };

    /// <summary>Whether the answer contains a SOA.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool HasSoa { get; init; } = true;

    /// <summary>The zone of the SOA, for example <c>example.com</c>; the root is the empty string.</summary>
    /// <value>Default: <see langword="null"/>, the cluster zone.</value>
    public string? SoaZone { get; init; }

    /// <summary>The AA flag.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool IsAuthoritative { get; init; } = true;

    /// <summary>The RA flag.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool IsRecursive { get; init; }
}
