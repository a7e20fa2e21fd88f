namespace HeadlessDiscovery.Lookup;

/// <summary>The <c>_port._protocol.</c> labels before a service name (RFC 2782), where a port name is set.</summary>
internal static class ServiceLabels
{
    /// <summary>The name whose dots count for ndots and that the search list is applied to.</summary>
    public static string Asked(HeadlessPeersOptions options, string serviceName) => Prefix(options) + serviceName;

    public static string Strip(HeadlessPeersOptions options, string candidate) => candidate[Prefix(options).Length..];

    private static string Prefix(HeadlessPeersOptions options) =>
        options.PortName is null ? string.Empty : $"_{options.PortName}._{options.Protocol}.";
}
