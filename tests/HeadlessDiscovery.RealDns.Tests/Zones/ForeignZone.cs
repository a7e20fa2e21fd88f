namespace HeadlessDiscovery.RealDns.Tests.Zones;

/// <summary>A zone of the company that runs the node: every name in it has an address.</summary>
internal static class ForeignZone
{
    public const string Name = "corp.example.com";

    public const string Wildcard = "203.0.113.9";

    public static IEnumerable<ZoneRecord> Records => [.. ZoneRecord.Apex(Name), ZoneRecord.A($"*.{Name}", 5, Wildcard)];
}
