namespace HeadlessDiscovery.Faults.Tests.Lasting.World;

/// <summary>The names of the world.</summary>
internal static class Names
{
    public const string Zone = "cluster.local.";
    public const string Service = "web.shop.svc.cluster.local.";

    public static string Own(string label) => $"{label}.{Service}";

    /// <summary>The label before the service's name; null where a name is not directly below it.</summary>
    public static string? LabelOf(string name) =>
        name.Length > Service.Length + 1 && name.EndsWith($".{Service}", StringComparison.OrdinalIgnoreCase) ? name[..^(Service.Length + 1)] : null;

    public static QueryKind KindOf(string name, Dns.DnsRecordType type) =>
        LabelOf(name) is not null ? QueryKind.OwnName
        : type == Dns.DnsRecordType.Srv ? QueryKind.Srv
        : QueryKind.Set;
}
