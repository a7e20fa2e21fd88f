namespace HeadlessDiscovery.Simulation.World;

internal enum ReplicaState
{
    Serving,

    /// <summary>Its port is closed, and kube-proxy still sends queries there.</summary>
    Closed,

    /// <summary>It is no endpoint of the DNS service.</summary>
    Absent,

    /// <summary>It runs without the API: SERVFAIL.</summary>
    Blind,
}
