namespace HeadlessDiscovery.Testing.Zone;

/// <summary>A port of a service; without a name there is no <c>_port</c> record.</summary>
internal sealed record ServicePort(string? Name, int Number, string Protocol);
