using System.Net;

namespace HeadlessDiscovery.Testing.Zone;

/// <summary>A service as one replica of CoreDNS sees it at one moment: only the pods that are published.</summary>
internal sealed record ServiceView
{
    public required string Name { get; init; }

    public required string Namespace { get; init; }

    public required ClusterServiceKind Kind { get; init; }

    public IReadOnlyList<ServicePort> Ports { get; init; } = [];

    public IReadOnlyList<PodAddress> Pods { get; init; } = [];

    public IReadOnlyList<IPAddress> ClusterAddresses { get; init; } = [];

    public string? ExternalName { get; init; }
}
