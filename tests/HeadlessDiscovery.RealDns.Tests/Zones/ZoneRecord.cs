namespace HeadlessDiscovery.RealDns.Tests.Zones;

/// <summary>One record in presentation form. Names have no trailing dot.</summary>
internal readonly record struct ZoneRecord(string Name, string Type, int Ttl, string Data)
{
    public static ZoneRecord A(string name, int ttl, string address) => new(name, "A", ttl, address);

    public static ZoneRecord Aaaa(string name, int ttl, string address) => new(name, "AAAA", ttl, address);

    public static ZoneRecord Cname(string name, int ttl, string target) => new(name, "CNAME", ttl, target);

    public static ZoneRecord Srv(string name, int ttl, int port, string target) => new(name, "SRV", ttl, $"0 50 {port} {target}");

    public static IEnumerable<ZoneRecord> Apex(string zone) =>
    [
        new(zone, "SOA", ClusterZone.NegativeTtl, $"ns.{zone} hostmaster.{zone} 1 7200 1800 86400 {ClusterZone.NegativeTtl}"),
        new(zone, "NS", 3600, $"ns.{zone}"),
        A($"ns.{zone}", 3600, "127.0.0.1"),
    ];
}
