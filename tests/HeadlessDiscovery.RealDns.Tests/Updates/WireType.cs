namespace HeadlessDiscovery.RealDns.Tests.Updates;

/// <summary>Numbers of types and classes (RFC 1035 §3.2, RFC 2136 §2.4).</summary>
internal static class WireType
{
    public const int A = 1;
    public const int Cname = 5;
    public const int Soa = 6;
    public const int Aaaa = 28;
    public const int Srv = 33;
    public const int ClassIn = 1;

    /// <summary>In an update: delete this record.</summary>
    public const int ClassNone = 254;

    public static int Of(string type) => type switch
    {
        "A" => A,
        "AAAA" => Aaaa,
        "SRV" => Srv,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "This type is not needed here."),
    };
}
