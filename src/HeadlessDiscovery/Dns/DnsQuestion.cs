namespace HeadlessDiscovery.Dns;

/// <summary>One question of class IN. The name is fully qualified.</summary>
internal readonly record struct DnsQuestion(string Name, DnsRecordType Type)
{
    public string TypeText => Type switch
    {
        DnsRecordType.A => "A",
        DnsRecordType.Aaaa => "AAAA",
        DnsRecordType.Srv => "SRV",
        _ => Type.ToString().ToUpperInvariant(),
    };
}

/// <summary>The record types that a lookup reads (RFC 1035 §3.2.2, RFC 3596, RFC 2782, RFC 6891).</summary>
internal enum DnsRecordType : ushort
{
    A = 1,
    Ns = 2,
    Cname = 5,
    Soa = 6,
    Aaaa = 28,
    Srv = 33,
    Opt = 41,
}
