namespace HeadlessDiscovery.Faults.Tests.Lasting.World;

/// <summary>The names of the world.</summary>
internal static class Names
{
    public const string Zone = "cluster.local.";
    public const string Service = "web.shop.svc.cluster.local.";

    private const string BelowService = "." + Service;

    public static string Own(string label) => $"{label}.{Service}";

    /// <summary>The label before the service's name; null where a name is not directly below it.</summary>
    public static string? LabelOf(string name) =>
        IsBelowService(name) ? name[..^BelowService.Length] : null;

    public static QueryKind KindOf(string name, Dns.DnsRecordType type) =>
        IsBelowService(name) ? QueryKind.OwnName
        : type == Dns.DnsRecordType.Srv ? QueryKind.Srv
        : QueryKind.Set;

    private static bool IsBelowService(string name) => name.Length > BelowService.Length && name.EndsWith(BelowService, StringComparison.OrdinalIgnoreCase);
}
