namespace HeadlessDiscovery.Testing;

/// <summary>What a played Service is.</summary>
public enum ClusterServiceKind
{
    /// <summary><c>clusterIP: None</c>: DNS names every published pod.</summary>
    Headless = 0,

    /// <summary>One virtual address, whatever pods there are.</summary>
    ClusterIP,

    /// <summary>An alias (CNAME) of another name.</summary>
    ExternalName,
}
