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
