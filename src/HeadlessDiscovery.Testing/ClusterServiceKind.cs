namespace HeadlessDiscovery.Testing;

/// <summary>The kind of a simulated Service.</summary>
public enum ClusterServiceKind
{
    /// <summary><c>clusterIP: None</c>: DNS lists every published pod.</summary>
    Headless = 0,

    /// <summary>A single virtual address, regardless of the pods.</summary>
    ClusterIP,

    /// <summary>An alias (CNAME) of another name.</summary>
    ExternalName,
}
