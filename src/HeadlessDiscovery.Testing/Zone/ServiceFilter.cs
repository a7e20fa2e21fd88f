namespace HeadlessDiscovery.Testing.Zone;

/// <summary>The part of a service that a name refers to.</summary>
internal sealed record ServiceFilter(string? Label = null, string? Port = null, string? Protocol = null)
{
    public static ServiceFilter All { get; } = new();

    /// <summary>The selected ports; a service without ports has one that no <c>_port</c> name reaches.</summary>
    public IEnumerable<ServicePort?> PortsOf(ServiceView service)
    {
        if (service.Ports.Count == 0)
        {
            return Port is null ? [null] : [];
        }

        return Port is null ? service.Ports : service.Ports.Where(p => Same(p.Name, Port) && Same(p.Protocol, Protocol));
    }

    private static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
