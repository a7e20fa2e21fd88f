using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>One resource record as it came off the wire; only the fields of its type are set. Names are fully qualified.</summary>
internal readonly struct DnsRecord
{
    public const ushort ClassIn = 1;

    public required string Owner { get; init; }

    public required DnsRecordType Type { get; init; }

    public ushort Class { get; init; }

    /// <summary>The TTL field as 32 bits; its top bit may be set.</summary>
    public uint Ttl { get; init; }

    public int DataLength { get; init; }

    /// <summary>A and AAAA.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>CNAME and SRV.</summary>
    public string? Target { get; init; }

    /// <summary>SRV.</summary>
    public ushort Port { get; init; }

    /// <summary>SOA: the MINIMUM field.</summary>
    public uint Minimum { get; init; }
}
