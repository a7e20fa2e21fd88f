namespace HeadlessDiscovery.Testing;

/// <summary>What a negative answer has to show for itself, by which the servers of the world differ: its SOA, and its flags AA and RA.</summary>
public sealed class DenialProof
{
    /// <summary>SOA of the cluster zone, AA=1, RA=0: that of CoreDNS, and of <see cref="DnsFaults.NoData()"/>.</summary>
    public static DenialProof CoreDns { get; } = new();

    /// <summary>No SOA, AA=0, RA=1: that of dnsmasq, Docker's server, and smartdns.</summary>
    public static DenialProof None { get; } = new() { HasSoa = false, IsAuthoritative = false, IsRecursive = true };

    /// <summary>Whether the answer has a SOA.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool HasSoa { get; init; } = true;

    /// <summary>The zone of the SOA, for example <c>example.com</c>; the root is the empty string.</summary>
    /// <value>Default: <see langword="null"/>, the cluster zone.</value>
    public string? SoaZone { get; init; }

    /// <summary>The flag AA.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool IsAuthoritative { get; init; } = true;

    /// <summary>The flag RA.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool IsRecursive { get; init; }
}
